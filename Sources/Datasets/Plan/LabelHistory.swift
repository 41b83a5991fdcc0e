internal import Features

/// What a label needs to know of the events of one entity, or of those that answer for it.
struct LabelHistory {
    private let outcomes: [Mark]
    private let competing: [Mark]

    /// When something occurred and when that was recorded.
    struct Mark {
        var occurredAt: Instant
        var recordedAt: Instant

        init(_ event: Event) {
            occurredAt = event.occurredAt
            recordedAt = event.recordedAt
        }

        /// Whether it counts at a time.
        func isKnown(at time: Instant) -> Bool {
            Event.isKnown(occurredAt: occurredAt, recordedAt: recordedAt, at: time)
        }

        /// Whether it still counts for a label that is final at the deadline; nil for one that never is.
        func isRecorded(before deadline: Instant?) -> Bool { deadline.map { recordedAt < $0 } ?? true }
    }

    init(_ events: some Sequence<Event>, label: LabelDefinition) {
        var outcomes: [Mark] = []
        var competing: [Mark] = []
        let others = label.competing?.events ?? []
        let patterns = label.outcome.patterns
        for event in events {
            if patterns.contains(where: { $0.matches(event) }) { outcomes.append(Mark(event)) }
            if others.contains(where: { $0.matches(event) }) { competing.append(Mark(event)) }
        }
        self.outcomes = outcomes
        self.competing = competing
    }

    /// Whether an outcome occurred before the window starts, of those recorded before the deadline.
    func hasOutcome(before start: Instant, recordedBefore deadline: Instant?) -> Bool {
        outcomes.contains { $0.occurredAt < start && $0.isRecorded(before: deadline) }
    }

    /// Whether an outcome that is known at the cutoff occurred in `[start, cutoff)`.
    func isOutcomeKnown(from start: Instant, at cutoff: Instant) -> Bool {
        outcomes.contains { $0.occurredAt >= start && $0.isKnown(at: cutoff) }
    }

    /// When the first outcome occurred in `[start, end)`, of those recorded before the deadline.
    func outcome(from start: Instant, to end: Instant, recordedBefore deadline: Instant?) -> Instant? {
        Self.first(outcomes, from: start, to: end, recordedBefore: deadline)
    }

    /// When the first competing end occurred in `[start, end)`, of those recorded before the deadline.
    func competing(from start: Instant, to end: Instant, recordedBefore deadline: Instant?) -> Instant? {
        Self.first(competing, from: start, to: end, recordedBefore: deadline)
    }

    private static func first(
        _ marks: [Mark], from start: Instant, to end: Instant, recordedBefore deadline: Instant?
    ) -> Instant? {
        marks.lazy.filter { mark in
            mark.occurredAt >= start && mark.occurredAt < end && mark.isRecorded(before: deadline)
        }.map(\.occurredAt).min()
    }
}
