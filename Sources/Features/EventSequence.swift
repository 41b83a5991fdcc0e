/// What happened to an entity, in the order of events: a sentence of behaviour.
public struct EventSequence: Equatable, Sendable {
    /// What happened; shape (events).
    public var tokens: [EventToken]
    /// When, in microseconds UTC, ascending; shape (events).
    public var times: [Int64]

    /// Creates a sequence.
    ///
    /// - Precondition: as many times as tokens.
    public init(tokens: [EventToken] = [], times: [Int64] = []) {
        precondition(tokens.count == times.count, "each event has a time")
        self.tokens = tokens
        self.times = times
    }

    /// Appends the next event.
    public mutating func append(_ token: EventToken, at time: Int64) {
        tokens.append(token)
        times.append(time)
    }
}
