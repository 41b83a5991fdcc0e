public import Evaluation

/// Two versions' evaluated scorers on the same rows: the only figures whose difference means something.
public struct ComparedScores: Codable, Equatable, Sendable {
    /// Whose test slice the rows are, such as `models:/shop/3`.
    public var slice: String
    /// The slice in words, such as `1998-01-01 to 1998-03-01`.
    public var span: String
    /// The number of rows.
    public var rows: Int
    /// What intervals take as independent; nil where each row is.
    public var cluster: String?
    /// What was measured, for the top share and the capacity in the metrics' names; nil leaves them out.
    public var plan: EvaluationPlan?
    /// The metrics of both, with paired differences, left less right.
    public var metrics: [ComparedMetric]
    /// The left version's curves.
    public var leftCurves: EvaluationCurves
    /// The right version's curves.
    public var rightCurves: EvaluationCurves

    /// Creates a comparison on the same rows.
    public init(
        slice: String, span: String, rows: Int, cluster: String?, plan: EvaluationPlan? = nil,
        metrics: [ComparedMetric],
        leftCurves: EvaluationCurves, rightCurves: EvaluationCurves
    ) {
        self.slice = slice
        self.span = span
        self.rows = rows
        self.cluster = cluster
        self.plan = plan
        self.metrics = metrics
        self.leftCurves = leftCurves
        self.rightCurves = rightCurves
    }
}
