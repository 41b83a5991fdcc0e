/// One metric of one slice and group: the one schema of evaluation files, gates and reports.
public struct MetricRow: Equatable, Sendable {
    /// The metric's name, as in scikit-learn or Fairlearn: `auroc`, `average_precision`.
    public var metric: String
    /// The slice of time, usually `test`.
    public var slice: String
    /// `overall`, `<grouping>=<value>`, `<grouping>` for a difference between its values, or `at <cutoff>`.
    public var group: String
    /// The value; nil when undefined, with the reason in `method`.
    public var value: Double?
    /// The interval's lower end (95 %); nil when there is none.
    public var lower: Double?
    /// The interval's upper end (95 %); nil when there is none.
    public var upper: Double?
    /// The number of rows the value rests on.
    public var n: Int
    /// How value and interval were computed, or why there is none.
    public var method: String

    /// Creates a row.
    public init(
        metric: String, slice: String, group: String, value: Double?, lower: Double?, upper: Double?, n: Int,
        method: String
    ) {
        self.metric = metric
        self.slice = slice
        self.group = group
        self.value = value
        self.lower = lower
        self.upper = upper
        self.n = n
        self.method = method
    }

    /// The group that means all rows.
    public static let overall = "overall"

    /// What the group of one cutoff's list begins with: `at 2024-03-01`.
    public static let listPrefix = "at "
}
