public import Evaluation

/// Something the model was compared with on the same rows: a hand rule or the incumbent.
public struct ReportBaseline: Equatable, Sendable {
    /// The name, as in `auroc_difference_to_<name>`.
    public var name: String
    /// How it scores, in words.
    public var meaning: String
    /// Its metric rows.
    public var rows: [MetricRow]
    /// Its curves; the first baseline that has some is drawn beside the model.
    public var curves: EvaluationCurves?

    /// Creates a baseline.
    public init(name: String, meaning: String, rows: [MetricRow], curves: EvaluationCurves? = nil) {
        self.name = name
        self.meaning = meaning
        self.rows = rows
        self.curves = curves
    }
}
