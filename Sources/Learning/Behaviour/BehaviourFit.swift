public import Features

/// What was learned from sequences of events.
public struct BehaviourFit: Equatable, Sendable {
    /// Vectors of what happens.
    public let vectors: EventVectors
    /// Sequences that were learned from.
    public let sequences: Int
    /// Their events.
    public let events: Int
    /// Events of which nothing is known afterwards: too few entities have their token.
    public let unknownEvents: Int
}
