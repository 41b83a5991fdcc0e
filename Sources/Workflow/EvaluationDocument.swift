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
    public var rules: [BaselineResult]
    /// The train slice's base rate for everybody; nil where nothing was trained.
    public var prior: BaselineResult?
    /// Other scores of the same rows, of a file; nil where there are none.
    public var baseline: BaselineResult?
    /// What the members of an ensemble reach alone; nil of a single model.
    public var ensemble: EnsembleResult?
    /// The attributes that nobody may be treated differently by; nil where none is named.
    public var protected: [ProtectedAttribute]?
    /// What tells protected attributes among the model's inputs, whose rows are among the metrics; nil without any.
    public var proxies: [ProxyResult]?
    /// The folds of the backtest, whose rows are among the metrics; nil without one.
    public var backtest: BacktestResult?
    /// What has moved since the train slice; nil where there is neither a train slice nor several months.
    public var stability: StabilityResult?
    /// The points of the report's plots.
    public var curves: EvaluationCurves

    /// What a model is held against, and what that reached.
    public struct BaselineResult: Codable, Equatable, Sendable {
        /// The name of the points table among the rules.
        public static let points = "points"

        /// A hand rule's name in the pipeline, or what it does; `points`, `prior` or `baseline`.
        public var name: String
        /// A hand rule's definition; nil for all others.
        public var rule: HandRule?
        /// True for a hand rule that nobody listed.
        public var found: Bool?
        /// Its AUROC on the train slice, by which the strongest rule is found; nil where nothing was trained.
        public var trainAUROC: Double?
        /// Its rows on the test slice.
        public var metrics: [MetricRow]
        /// Its curves, to be drawn beside the model's; nil for all but what the differences are to.
        public var curves: EvaluationCurves?

        /// Whether it is the points table that the team works by, not a hand rule of that name.
        public var isPoints: Bool { rule == nil && name == Self.points }
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
