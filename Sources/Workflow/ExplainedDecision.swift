public import Datasets
public import Features

/// What was answered about a lead once, beside what the data say today.
public struct ExplainedDecision: Codable, Equatable, Sendable {
    /// What tells it apart in the log.
    public var decisionId: String
    /// When it was answered.
    public var time: Instant
    /// The probability that was answered.
    public var probability: Double
    /// The logit that was answered.
    public var logit: Double
    /// The variant that answered, where there were several.
    public var variant: String?
    /// Whether the data of today, as of then, give that probability again.
    public var isRepeated: Bool
    /// What became of it; nil where nothing is asked of the lead at that time, as of one that is not eligible.
    public var outcome: Case.Label?

    /// A logged probability within this of today's is the same; a service may have rounded what it wrote.
    static let tolerance = 1e-9
}
