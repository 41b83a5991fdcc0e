/// What an embedder of behaviour knows of the train slice that it was learned from.
public struct BehaviourQuality: Codable, Equatable, Sendable {
    /// Entities with a case in the train slice.
    public var entities: Int
    /// Entities without a vector as of their last cutoff there.
    public var withoutVector: Int
    /// Their events.
    public var events: Int
    /// The share of them of which nothing is known, since too few entities have their kind.
    public var unknownShare: Double
    /// Tokens with a vector.
    public var tokens: Int
    /// Numbers a vector.
    public var dimensions: Int
}
