extension Event {
    /// The one order of events: by `occurredAt`, `recordedAt`, what happened, `source` and `id`, so that only equal
    /// events tie.
    ///
    /// Sums run in this order and the latest value is the last in it, whatever order events arrived in. What happened
    /// comes before the ids: a caller who does not know the ids an import gave gets the same bits.
    ///
    /// - Complexity: O(1) unless both times tie, then O(attributes log attributes).
    public static func precedes(_ left: Event, _ right: Event) -> Bool {
        if left.occurredAt != right.occurredAt { return left.occurredAt < right.occurredAt }
        if left.recordedAt != right.recordedAt { return left.recordedAt < right.recordedAt }
        let (one, other) = (left.content, right.content)
        if one != other { return one.lexicographicallyPrecedes(other) }
        if left.source != right.source { return left.source < right.source }
        return left.id < right.id
    }

    /// What happened, as texts in an order that does not depend on that of the attributes.
    private var content: [String] {
        let pairs = attributes.sorted { $0.key < $1.key }
        return [subject.namespace, subject.id, kind, channel] + pairs.flatMap { [$0.key, "\($0.value)"] }
    }
}
