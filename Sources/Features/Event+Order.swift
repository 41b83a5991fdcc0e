extension Event {
    /// The one order of events: by `occurredAt`, `recordedAt`, what happened, `source` and `id`, so that only equal
    /// events tie.
    ///
    /// Sums run in this order and the latest value is the last in it, whatever order events arrived in. What happened
    /// comes before the ids: a caller who does not know the ids an import gave gets the same bits.
    ///
    /// - Complexity: O(1) unless both times tie, then O(attributes log attributes). To sort many, use `order(of:)`.
    public static func precedes(_ left: Event, _ right: Event) -> Bool {
        if left.times != right.times { return left.times < right.times }
        return precedes((left, left.content), (right, right.content))
    }

    /// The indices of events in the order of events; equal ones stay in the order given.
    ///
    /// - Complexity: O(n log n) comparisons; of each event that ties by both times, what happened is written out once.
    public static func order(of events: [Event]) -> [Int] {
        // Sorting is stable: equal events keep their places.
        var order = events.indices.sorted { events[$0].times < events[$1].times }
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, events[order[end]].times == events[order[start]].times { end += 1 }
            if end > start + 1 {
                let ties = order[start..<end].map { (event: events[$0], content: events[$0].content) }
                let run = Array(order[start..<end])
                let sorted = ties.indices.sorted { precedes(ties[$0], ties[$1]) }
                order.replaceSubrange(start..<end, with: sorted.map { run[$0] })
            }
            start = end
        }
        return order
    }

    private var times: (Instant, Instant) { (occurredAt, recordedAt) }

    /// Whether an event comes before another of the same times.
    private static func precedes(
        _ left: (event: Event, content: [String]), _ right: (event: Event, content: [String])
    ) -> Bool {
        for (one, other) in zip(left.content, right.content) where one != other { return one < other }
        if left.content.count != right.content.count { return left.content.count < right.content.count }
        if left.event.source != right.event.source { return left.event.source < right.event.source }
        return left.event.id < right.event.id
    }

    /// What happened, as texts in an order that does not depend on that of the attributes.
    private var content: [String] {
        let pairs = attributes.sorted { $0.key < $1.key }
        return [subject.namespace, subject.id, kind, channel]
            + pairs.flatMap { [$0.key, $0.value.orderText] }
    }
}

extension AttributeValue {
    /// As an interpolation writes it, without the reflection that takes most of its time: stored logs are in this order.
    var orderText: String {
        switch self {
        case .number(let number): "number(\(number.debugDescription))"
        case .text(let text): "text(\(text.debugDescription))"
        case .flag(let flag): flag ? "flag(true)" : "flag(false)"
        case .link(let key): "link(\(key.description))"
        }
    }
}
