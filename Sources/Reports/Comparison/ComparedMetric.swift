public import Evaluation

/// A metric of two versions; it is the same metric of the same slice's name and group, not always of the same rows.
public struct ComparedMetric: Codable, Equatable, Sendable {
    /// The metric's name.
    public var metric: String
    /// `overall`, `<grouping>=<value>`, or `<grouping>` for a difference between its values.
    public var group: String
    /// The left version's row; nil where it has none.
    public var left: MetricRow?
    /// The right version's row; nil where it has none.
    public var right: MetricRow?
    /// Left less right, paired; nil where none is claimed.
    public var difference: MetricRow?

    /// Creates a metric.
    public init(
        metric: String, group: String, left: MetricRow?, right: MetricRow?, difference: MetricRow? = nil
    ) {
        self.metric = metric
        self.group = group
        self.left = left
        self.right = right
        self.difference = difference
    }

    /// Puts the rows of two versions beside each other, in the left one's order.
    ///
    /// - Parameter differences: left less right, by the metric's name; of all rows.
    /// - Complexity: O(rows).
    public static func pairs(
        _ left: [MetricRow], _ right: [MetricRow], differences: [String: MetricRow] = [:]
    ) -> [ComparedMetric] {
        func key(_ row: MetricRow) -> [String] { [row.metric, row.group] }
        let others = Dictionary(right.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
        let known = Set(left.map(key))
        return left.map { row in
            ComparedMetric(
                metric: row.metric, group: row.group, left: row, right: others[key(row)],
                difference: row.group == MetricRow.overall ? differences[row.metric] : nil)
        }
            + right.filter { !known.contains(key($0)) }.map {
                ComparedMetric(metric: $0.metric, group: $0.group, left: nil, right: $0)
            }
    }
}
