internal import Features

/// What planning needs to know of one entity.
struct EntityHistory {
    /// When the first event was known of each kind that must be there; nil where there is none.
    private let required: [Instant?]
    /// When the first event was known of each kind that must not be there.
    private let forbidden: [Instant?]
    private let outcomes: [(occurredAt: Instant, recordedAt: Instant)]

    init(_ events: ArraySlice<Event>, eligibility: Eligibility, outcome: LabelDefinition.Outcome) {
        // What counts at a cutoff has both occurred and been recorded before it.
        func known(_ kind: String?) -> Instant? {
            events.lazy.filter { kind == nil || $0.kind == kind }.map { max($0.occurredAt, $0.recordedAt) }
                .min()
        }
        let has = eligibility.has ?? []
        required = has.isEmpty ? [known(nil)] : has.map(known)
        forbidden = (eligibility.without ?? []).map(known)
        outcomes = events.lazy.filter(outcome.matches).map {
            (occurredAt: $0.occurredAt, recordedAt: $0.recordedAt)
        }
    }

    /// Whether the question is asked at a cutoff.
    func isEligible(at cutoff: Instant) -> Bool {
        required.allSatisfy { $0.map { $0 < cutoff } ?? false }
            && forbidden.allSatisfy { $0.map { $0 >= cutoff } ?? true }
    }

    /// Whether the outcome occurred in `[start, end)`.
    func hasOutcome(from start: Instant, to end: Instant) -> Bool {
        outcomes.contains { $0.occurredAt >= start && $0.occurredAt < end }
    }

    /// Whether the outcome occurred in `[start, cutoff)` and was recorded before the cutoff.
    func isOutcomeKnown(from start: Instant, at cutoff: Instant) -> Bool {
        outcomes.contains { $0.occurredAt >= start && $0.occurredAt < cutoff && $0.recordedAt < cutoff }
    }
}
