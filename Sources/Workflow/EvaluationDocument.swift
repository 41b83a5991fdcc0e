public import Evaluation
import Storage

/// `evaluation.json`: what a model reached, and what it was held against.
public struct EvaluationDocument: Codable, Equatable, Sendable {
    /// The format; 1.
    public var formatVersion: Int
    /// Flat metric rows of the model, overall and by group, with the differences to the strongest rule.
    public var metrics: [MetricRow]
    /// What intervals take as independent, `entity` or `account` for two; nil where each row is.
    public var cluster: String?
    /// The hand rules, each with its rows on the same slice: the team's points first, then the strongest on the train
    /// slice; the first is that of the differences.
    public var rules: [RuleResult]
    /// The train slice's base rate for everybody; nil where nothing was trained.
    public var prior: RuleResult?
    /// Other scores of the same rows, of a file; nil where there are none.
    public var baseline: RuleResult?
    /// The folds of the backtest, whose rows are among the metrics; nil without one.
    public var backtest: BacktestResult?
    /// The points of the report's plots.
    public var curves: EvaluationCurves

    /// A hand rule and what it reached.
    public struct RuleResult: Codable, Equatable, Sendable {
        /// The rule's name in the pipeline, or what it does.
        public var name: String
        /// What it does; nil for points and the prior.
        public var rule: HandRule?
        /// True where nobody listed it.
        public var found: Bool?
        /// Its AUROC on the train slice, by which the strongest is found; nil where nothing was trained.
        public var trainAUROC: Double?
        /// Its rows on the test slice.
        public var metrics: [MetricRow]
        /// Its curves, to be drawn beside the model's; nil for all but what the differences are to.
        public var curves: EvaluationCurves?
    }

    /// Writes the document as canonical JSON.
    ///
    /// - Throws: `StorageError`.
    public func write(to path: String) throws { try AtomicFile.write(CanonicalJSON.encode(self), to: path) }

    /// The row of a metric on the test slice, overall.
    public func row(_ metric: String) -> MetricRow? {
        metrics.first { $0.metric == metric && $0.slice == "test" && $0.group == MetricRow.overall }
    }
}
