extension Event {
    /// The one order of events: by `occurredAt`, `recordedAt`, `id`, `source`, then by all the rest, so that only
    /// equal events tie.
    ///
    /// Sums run in this order and the latest value is the last in it, whatever order events arrived in.
    ///
    /// - Complexity: O(1) unless times and id tie.
    public static func precedes(_ left: Event, _ right: Event) -> Bool {
        if left.occurredAt != right.occurredAt { return left.occurredAt < right.occurredAt }
        if left.recordedAt != right.recordedAt { return left.recordedAt < right.recordedAt }
        if left.id != right.id { return left.id < right.id }
        if left.source != right.source { return left.source < right.source }
        if left == right { return false }
        return left.remainder.lexicographicallyPrecedes(right.remainder)
    }

    /// What the order falls back on when a source gave one id to two different events of one time.
    private var remainder: [String] {
        let pairs = attributes.sorted { $0.key < $1.key }
        return [subject.namespace, subject.id, kind, channel] + pairs.flatMap { [$0.key, "\($0.value)"] }
    }
}
