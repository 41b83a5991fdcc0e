public import Features

/// All events of a pipeline, in memory as columns, by whom they happened to.
///
/// The same events give the same log, whatever the order of the files' rows.
public struct EventLog: Sendable {
    /// The events as columns, by subject, each subject's in the order of events.
    public let table: EventTable

    /// Takes a table of events.
    public init(_ table: EventTable) { self.table = table }

    /// Orders events into a log; one that is given twice is there once.
    ///
    /// - Complexity: O(n log n).
    public init(_ events: [Event]) { table = EventTable(events) }

    /// The subjects in ascending order.
    public var subjects: [EntityKey] { table.entities }

    /// All events, by subject, then as `events(of:)`.
    ///
    /// - Complexity: O(events x attributes): every event is made anew.
    public var events: [Event] { subjects.flatMap(events) }

    /// The events of a subject, by recordedAt, then occurredAt, source, kind and id; empty for one that has none.
    ///
    /// - Complexity: O(log subjects) and O(n log n) in the subject's events: they are made anew.
    public func events(of subject: EntityKey) -> ArraySlice<Event> {
        table.events(of: subject).sorted(by: Self.precedes)[...]
    }

    /// The first instant after everything recorded, at most the latest there is: labels whose window ends later are immature.
    ///
    /// - Complexity: O(n).
    public var horizon: Instant? {
        table.recordedAt.max().map { min(Instant(microseconds: $0 + 1), .latest) }
    }

    /// The subjects of a namespace in ascending order, such as all customers.
    ///
    /// - Complexity: O(subjects).
    public func subjects(in namespace: String) -> [EntityKey] {
        subjects.filter { $0.namespace == namespace }
    }

    private static func precedes(_ left: Event, _ right: Event) -> Bool {
        if left.recordedAt != right.recordedAt { return left.recordedAt < right.recordedAt }
        if left.occurredAt != right.occurredAt { return left.occurredAt < right.occurredAt }
        if left.source != right.source { return left.source < right.source }
        if left.kind != right.kind { return left.kind < right.kind }
        return left.id < right.id
    }
}

extension EventLog: Equatable {
    /// Two logs are equal if their events are, ids included.
    ///
    /// - Complexity: O(events x attributes).
    public static func == (left: Self, right: Self) -> Bool {
        left.subjects == right.subjects && left.events == right.events
    }
}
