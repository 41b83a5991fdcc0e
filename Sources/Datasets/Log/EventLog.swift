public import Features

/// All events of a pipeline, in memory, by whom they happened to.
///
/// Sorted by subject, recordedAt, occurredAt, source, kind and id: the same events give the same log, whatever the
/// order of the files' rows.
public struct EventLog: Equatable, Sendable {
    /// The events in the log's order.
    public let events: [Event]
    /// The subjects in ascending order.
    public let subjects: [EntityKey]
    private let ranges: [EntityKey: Range<Int>]

    /// Orders events into a log.
    ///
    /// - Complexity: O(n log n).
    public init(_ events: [Event]) {
        var ranks: [EntityKey: Int] = [:]
        for event in events { ranks[event.subject] = 0 }
        subjects = ranks.keys.sorted()
        for (rank, subject) in subjects.enumerated() { ranks[subject] = rank }
        let eventRanks = events.map { ranks[$0.subject] ?? 0 }
        let order = events.indices.sorted { left, right in
            if eventRanks[left] != eventRanks[right] { return eventRanks[left] < eventRanks[right] }
            return Self.precedes(events[left], events[right])
        }
        self.events = order.map { events[$0] }
        var ranges: [EntityKey: Range<Int>] = [:]
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, eventRanks[order[end]] == eventRanks[order[start]] { end += 1 }
            ranges[events[order[start]].subject] = start..<end
            start = end
        }
        self.ranges = ranges
    }

    private static func precedes(_ left: Event, _ right: Event) -> Bool {
        if left.recordedAt != right.recordedAt { return left.recordedAt < right.recordedAt }
        if left.occurredAt != right.occurredAt { return left.occurredAt < right.occurredAt }
        if left.source != right.source { return left.source < right.source }
        if left.kind != right.kind { return left.kind < right.kind }
        return left.id < right.id
    }

    /// The events of a subject, by recordedAt; empty for one that has none.
    ///
    /// - Complexity: O(1).
    public func events(of subject: EntityKey) -> ArraySlice<Event> { events[ranges[subject] ?? 0..<0] }

    /// The first instant after everything recorded: labels whose window ends later are immature.
    ///
    /// - Complexity: O(n).
    public var horizon: Instant? {
        events.map(\.recordedAt).max().map { $0 + TimeSpan(microseconds: 1) }
    }

    /// The subjects of a namespace in ascending order, such as all customers.
    ///
    /// - Complexity: O(subjects).
    public func subjects(in namespace: String) -> [EntityKey] {
        subjects.filter { $0.namespace == namespace }
    }
}
