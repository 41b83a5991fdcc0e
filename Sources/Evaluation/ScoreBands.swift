/// The rows of a set by how they are scored: between probabilities that are given, or in fifths of the ranking.
struct ScoreBands {
    /// The name of the grouping; one of a pipeline takes its place.
    static let name = "band"

    /// The bands that have rows, from the lowest scores on for given probabilities, from the highest for fifths.
    let members: [(value: String, rows: [Int])]

    /// Divides the rows of a set.
    ///
    /// Rows of one score are in one band, so that the order of rows decides nothing: fifths may be of unequal size.
    /// - Parameter bounds: probabilities, ascending, at which a band begins; nil, or scores that are no probabilities, for
    ///   fifths of the ranking: 1 is the highest.
    /// - Complexity: O(n log n).
    init(_ set: EvaluationSet, bounds: [Double]?) {
        guard let bounds, set.scale == .probability else {
            members = Self.fifths(set.scores)
            return
        }
        var rows = [[Int]](repeating: [], count: bounds.count + 1)
        for (row, score) in set.scores.enumerated() {
            rows[bounds.firstIndex { score < $0 } ?? bounds.count].append(row)
        }
        let names =
            ["below \(bounds[0])"] + zip(bounds, bounds.dropFirst()).map { "\($0) to \($1)" }
            + ["\(bounds[bounds.count - 1]) or more"]
        members = zip(names, rows).filter { !$1.isEmpty }.map { (value: $0, rows: $1) }
    }

    private static func fifths(_ scores: [Double]) -> [(value: String, rows: [Int])] {
        let order = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
        var rows = [[Int]](repeating: [], count: 5)
        var start = 0
        while start < order.count {
            let end = order[start...].firstIndex { scores[$0] != scores[order[start]] } ?? order.count
            // Ties go where their middle lies.
            rows[5 * (start + end - 1) / (2 * order.count)].append(contentsOf: order[start..<end])
            start = end
        }
        return rows.enumerated().filter { !$1.isEmpty }.map { (value: "\($0 + 1)", rows: $1) }
    }
}
