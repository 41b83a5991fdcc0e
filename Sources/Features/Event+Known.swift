extension Event {
    /// From when on the event is known: it counts at any later time, and not at this one.
    public var knownFrom: Instant { max(occurredAt, recordedAt) }

    /// Whether the event counts at a time: it has both occurred and been recorded before.
    public func isKnown(at time: Instant) -> Bool {
        Self.isKnown(occurredAt: occurredAt, recordedAt: recordedAt, at: time)
    }

    /// As `isKnown(at:)`, of an event of which no more than the times is at hand.
    public static func isKnown(occurredAt: Instant, recordedAt: Instant, at time: Instant) -> Bool {
        occurredAt < time && recordedAt < time
    }
}
