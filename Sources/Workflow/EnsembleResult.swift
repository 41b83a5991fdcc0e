public import Evaluation
public import Learning

/// What the members of an ensemble reach alone, beside all of them together.
public struct EnsembleResult: Codable, Equatable, Sendable {
    /// The differences of metrics, ensemble less member, are called so.
    static let baseline = "member"
    /// The metrics that members have.
    static let metrics = ["auroc", "log_loss"]

    /// The members in written order.
    public var members: [Member]
    /// The ensemble's own figures on the rows that weighed its members: flattering, since the weights were made for these.
    public var stacking: SliceFigures
    /// The rows that weighed the members.
    public var rows: Int
    /// The positives among them.
    public var positives: Int

    /// One member, calibrated alone as the pipeline calibrates; by a line where it does not.
    public struct Member: Codable, Equatable, Sendable {
        /// Its name.
        public var name: String
        /// What it sets for itself.
        public var settings: MemberSettings
        /// What its margin is multiplied by; not below 0.
        public var weight: Double
        /// How much it moves the sum, as a share; see `StackFit.shares`.
        public var share: Double
        /// On the rows that weighed the members.
        public var stacking: SliceFigures
        /// On the test slice: its AUROC and log loss, and the ensemble's less these.
        public var metrics: [MetricRow]

        /// A row of the test slice.
        public func row(_ metric: String) -> MetricRow? { metrics.first { $0.metric == metric } }

        /// The row of the ensemble's figure less this member's.
        public func difference(_ metric: String) -> MetricRow? {
            row(EvaluationPlan.differenceMetric(metric, to: EnsembleResult.baseline))
        }
    }

    /// SliceFigures without an interval; nil where they are undefined.
    public struct SliceFigures: Codable, Equatable, Sendable {
        /// The mean negative log likelihood, in nats.
        public var logLoss: Double?
        /// The area under the receiver's curve.
        public var auroc: Double?

        init(_ rows: RankedRows) {
            logLoss = rows.logLoss().value
            auroc = rows.auroc().value
        }
    }

    /// How many positives there should be for each weight, at the least.
    static let positivesEach = 10

    /// Whether there are fewer positives than weights can well be found by.
    public var isMeagre: Bool { positives < Self.positivesEach * members.count }
}
