public import Evaluation

/// The members of an ensemble beside all of them together, as shown.
public struct ReportEnsemble: Equatable, Sendable {
    /// How the weights were found, and what the figures are worth; a sentence or more each.
    public var sentences: [String]
    /// The members in written order.
    public var members: [Member]
    /// All of them together; its name says so.
    public var whole: Figures

    /// Figures of a member, or of all.
    public struct Figures: Equatable, Sendable {
        /// Log loss on the rows that weighed the members; nil where it is undefined.
        public var stackingLogLoss: Double?
        /// AUROC on the rows that weighed the members; nil where it is undefined.
        public var stackingAUROC: Double?
        /// AUROC on the test slice.
        public var auroc: MetricRow?
        /// Log loss on the test slice.
        public var logLoss: MetricRow?

        /// Creates figures.
        public init(
            stackingLogLoss: Double? = nil, stackingAUROC: Double? = nil, auroc: MetricRow? = nil,
            logLoss: MetricRow? = nil
        ) {
            self.stackingLogLoss = stackingLogLoss
            self.stackingAUROC = stackingAUROC
            self.auroc = auroc
            self.logLoss = logLoss
        }
    }

    /// One member.
    public struct Member: Equatable, Sendable {
        /// Its name.
        public var name: String
        /// What it sets for itself, in words.
        public var settings: String
        /// What its margin is multiplied by.
        public var weight: Double
        /// How much it moves the sum, as a share.
        public var share: Double
        /// Its figures, calibrated alone.
        public var figures: Figures
        /// The ensemble's AUROC less the member's.
        public var aurocDifference: MetricRow?
        /// The ensemble's log loss less the member's.
        public var logLossDifference: MetricRow?

        /// Creates a member.
        public init(
            name: String, settings: String, weight: Double, share: Double, figures: Figures,
            aurocDifference: MetricRow? = nil, logLossDifference: MetricRow? = nil
        ) {
            self.name = name
            self.settings = settings
            self.weight = weight
            self.share = share
            self.figures = figures
            self.aurocDifference = aurocDifference
            self.logLossDifference = logLossDifference
        }
    }

    /// Creates what is shown of an ensemble.
    public init(sentences: [String], members: [Member], whole: Figures) {
        self.sentences = sentences
        self.members = members
        self.whole = whole
    }
}
