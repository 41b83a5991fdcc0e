public import Features
public import Scoring

/// `reference.json`: the train slice's distributions, frozen for drift checks.
public struct ReferenceHistograms: Codable, Equatable, Sendable {
    /// The format; 1.
    public var formatVersion: Int
    /// One histogram a column.
    public var columns: [Column]
    /// The reference lead, in the order of the served model's inputs; nil in versions that were made without one.
    public var lead: [InputValue]?
    /// That of the scorer's probabilities on the same rows; nil in a package that was made without it.
    public var score: Column?

    /// The distribution of one column.
    public struct Column: Codable, Equatable, Sendable {
        /// The feature.
        public var name: String
        /// Inner edges of the bins of a number (deciles without repetition), ascending; a bin holds its lower edge.
        public var edges: [Double]?
        /// The levels of a category, sorted.
        public var levels: [String]?
        /// Rows by bin or level.
        public var counts: [Int]
        /// Rows without a value.
        public var missing: Int
        /// The least number; nil for a category, without any number, and in older versions.
        public var least: Double?
        /// The greatest number; nil where `least` is.
        public var most: Double?
    }

    /// Counts the columns of a frame, and the probabilities of its rows.
    ///
    /// - Parameter probabilities: (n_rows).
    /// - Complexity: O(columns x rows log rows).
    public init(_ frame: FeatureFrame, probabilities: [Double]) {
        formatVersion = 1
        score = Self.numbers("score", probabilities)
        columns = frame.columns.map { column in
            switch column.values {
            case .numbers(let numbers): Self.numbers(column.name, numbers)
            case .categories(let levels): Self.categories(column.name, levels)
            }
        }
    }

    private static func numbers(_ name: String, _ numbers: [Double]) -> Column {
        let known = numbers.filter(\.isFinite).sorted()
        var edges: [Double] = []
        for decile in 1..<10 where !known.isEmpty {
            let edge = known[known.count * decile / 10]
            if edge > (edges.last ?? known[0]) { edges.append(edge) }
        }
        var counts = [Int](repeating: 0, count: edges.count + 1)
        for number in known { counts[edges.count { $0 <= number }] += 1 }
        return Column(
            name: name, edges: edges, counts: counts, missing: numbers.count - known.count,
            least: known.first, most: known.last)
    }

    private static func categories(_ name: String, _ values: [String?]) -> Column {
        var counts: [String: Int] = [:]
        for case let level? in values { counts[level, default: 0] += 1 }
        let levels = counts.keys.sorted()
        return Column(
            name: name, levels: levels, counts: levels.map { counts[$0] ?? 0 },
            missing: values.count { $0 == nil })
    }
}
