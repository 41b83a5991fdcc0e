import Features

/// A points table as teams keep them: each feature gives points, and the sum ranks.
///
/// The file is named by `evaluation.points`; `docs/evaluation.md` has its format.
struct PointsRule: Codable, Equatable, Sendable {
    /// The format of the file; 1.
    var version: Int
    /// What each feature gives.
    var points: [String: FeaturePoints]

    /// The points of one feature.
    struct FeaturePoints: Codable, Equatable, Sendable {
        /// For a number, from which value on how many points: [[0, 10], [30, 5]]; 0 points below the first.
        var from: [[Double]]?
        /// For a category, the points of each level; 0 for any other.
        var levels: [String: Double]?
        /// The points where the feature has no value; 0 unless given.
        var missing: Double?

        /// What is wrong, or nil.
        var problem: String? {
            let values = (from ?? []).compactMap(\.first)
            var points = (from ?? []).flatMap { $0.dropFirst() }
            if let levels { points += levels.values }
            if let missing { points.append(missing) }
            if !values.allSatisfy(\.isFinite) { return "a value of `from` is a finite number" }
            // So that no sum of them is beyond what a number can be.
            if !points.allSatisfy({ abs($0) <= 1e12 }) { return "points are numbers within 1e12 of 0" }
            return shapeProblem
        }

        private var shapeProblem: String? {
            switch (from, levels) {
            case (let from?, nil):
                if from.isEmpty || from.contains(where: { $0.count != 2 }) {
                    return "each entry of `from` is a pair of a value and its points"
                }
                return zip(from, from.dropFirst()).allSatisfy { $0[0] < $1[0] }
                    ? nil : "the values of `from` ascend"
            case (nil, .some): return nil
            default: return "give either `from`, for a number, or `levels`, for a category"
            }
        }
    }

    /// The features that are no column of the kind their points are for.
    func misfits(in frame: FeatureFrame) -> [String] {
        points.keys.sorted().filter { name in
            switch frame.column(name)?.values {
            case .numbers?: points[name]?.from == nil
            case .categories?: points[name]?.levels == nil
            default: true
            }
        }
    }

    /// The sum of points of each row.
    ///
    /// - Returns: shape (rows), finite; nil if a feature is not a column of the kind its points are for.
    /// - Complexity: O(rows x features).
    func scores(of frame: FeatureFrame) -> [Double]? {
        var sums = [Double](repeating: 0, count: frame.rowCount)
        // In the order of names, so that sums have the same bits everywhere.
        for (name, points) in points.sorted(by: { $0.key < $1.key }) {
            switch (frame.column(name)?.values, points.from, points.levels) {
            case (.numbers(let values)?, let from?, _):
                for row in sums.indices {
                    let value = values[row]
                    sums[row] +=
                        value.isNaN
                        ? points.missing ?? 0 : from.last { $0[0] <= value }.map { $0[1] } ?? 0
                }
            case (.categories(let values)?, _, let levels?):
                for row in sums.indices {
                    sums[row] += values[row].map { levels[$0] ?? 0 } ?? points.missing ?? 0
                }
            default: return nil
            }
        }
        return sums
    }
}
