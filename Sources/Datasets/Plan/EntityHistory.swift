internal import Features

/// When an entity is asked about: from when the kinds that must be there are known, until one that must not is.
struct EntityHistory {
    /// When the first event was known of each kind that must be there; nil where there is none.
    private let required: [Instant?]
    /// When the first event was known of each kind that must not be there.
    private let forbidden: [Instant?]

    /// - Parameters:
    ///   - events: those of the kinds that eligibility names, at least.
    ///   - firstKnown: when anything was first known.
    init(_ events: ArraySlice<Event>, firstKnown: Instant?, eligibility: Eligibility) {
        func known(_ kind: String) -> Instant? {
            events.lazy.filter { $0.kind == kind }.map(\.knownFrom).min()
        }
        let has = eligibility.has ?? []
        required = has.isEmpty ? [firstKnown] : has.map(known)
        forbidden = (eligibility.without ?? []).map(known)
    }

    /// Whether everything that must be there is known at a cutoff.
    func isKnown(at cutoff: Instant) -> Bool { required.allSatisfy { $0.map { $0 < cutoff } ?? false } }

    /// Whether the question is asked at a cutoff.
    func isEligible(at cutoff: Instant) -> Bool {
        isKnown(at: cutoff) && forbidden.allSatisfy { $0.map { $0 >= cutoff } ?? true }
    }
}
