extension EventTable {
    /// From when on a row's event is known, as `Event.knownFrom`.
    public func knownFrom(_ row: Int) -> Instant {
        Instant(microseconds: max(occurredAt[row], recordedAt[row]))
    }

    /// Whether a row's event counts at a time, as `Event.isKnown(at:)`.
    public func isKnown(_ row: Int, at time: Instant) -> Bool { knownFrom(row) < time }
}
