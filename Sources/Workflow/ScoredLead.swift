public import Features
public import Models

/// One scored entity with the reasons for its score.
public struct ScoredLead: Equatable, Sendable {
    /// Who.
    public var entity: EntityKey
    /// As of when.
    public var asOf: Instant
    /// The score and each input's contribution.
    public var explanation: Explanation
    /// The largest contributions that raise the score, in words, strongest first.
    public var reasons: [String]

    /// The calibrated probability.
    public var probability: Double { explanation.score.probability.value }
}
