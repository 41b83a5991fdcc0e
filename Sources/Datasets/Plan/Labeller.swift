internal import Features

/// Answers cases by a label's definition.
struct Labeller {
    let label: LabelDefinition
    private let events: PlanEvents
    /// By entity, those whose `members` link ever was it.
    private let members: [EntityKey: [EntityKey]]

    /// - Complexity: O(events) where the label goes by members, else O(1).
    init(_ label: LabelDefinition, events: PlanEvents) {
        self.events = events
        self.label = label
        members = label.members.map { events.ownership.table.linked(by: $0) } ?? [:]
    }

    /// An answer, and of an excluded case the reason.
    typealias Answer = (label: Case.Label, reason: String?)

    /// Answers one case that no exclusion leaves out.
    ///
    /// - Parameters:
    ///   - own: the entity's events.
    ///   - start: the first instant of the window.
    ///   - horizon: the first instant of which nothing is known.
    /// - Complexity: O(events of the entity and of those that answer for it).
    func answer(
        _ entity: EntityKey, own: ArraySlice<Event>, start: Instant, cutoff: Instant, horizon: Instant
    ) -> Answer {
        let end = start + label.window
        guard let answering = answering(for: entity, at: cutoff) else {
            return (.excluded, LabelDefinition.Reason.unlinked(label.via ?? ""))
        }
        let deadline = label.maturity.map { end + $0 }
        // Whose the outcome is, is settled with the label; whether it was known, by who was who at the cutoff.
        let history = history(of: answering, own: own, at: deadline ?? Instant(microseconds: .max))
        let known = events.ownership.map == nil ? history : self.history(of: answering, own: own, at: cutoff)
        if label.counts == .first, history.hasOutcome(before: start, recordedBefore: deadline) {
            return (.excluded, LabelDefinition.Reason.earlier)
        }
        if known.isOutcomeKnown(from: start, at: cutoff) {
            return (.excluded, LabelDefinition.Reason.known)
        }
        if deadline ?? end > horizon { return (.immature, nil) }
        let outcome = history.outcome(from: start, to: end, recordedBefore: deadline)
        if let other = history.competing(from: start, to: end, recordedBefore: deadline),
            outcome.map({ other < $0 }) ?? true
        {
            return label.competing?.then == .excluded
                ? (.excluded, LabelDefinition.Reason.competing) : (.negative, nil)
        }
        return (outcome == nil ? .negative : .positive, nil)
    }

    /// When the first outcome of a case occurred in its window, of those recorded by the time its label is final; nil for
    /// none.
    ///
    /// - Complexity: as `answer`.
    func outcome(of entity: EntityKey, own: ArraySlice<Event>, start: Instant, cutoff: Instant) -> Instant? {
        guard let answering = answering(for: entity, at: cutoff) else { return nil }
        let end = start + label.window
        let deadline = label.maturity.map { end + $0 }
        return history(of: answering, own: own, at: deadline ?? Instant(microseconds: .max))
            .outcome(from: start, to: end, recordedBefore: deadline)
    }

    /// Why a case is no question by what is known at a time, or nil.
    ///
    /// - Parameter anchor: when the question's anchor occurred, if it has one.
    func exclusion(_ own: ArraySlice<Event>, anchor: Instant?, at time: Instant) -> String? {
        for rule in label.exclude ?? [] {
            let pattern = rule.pattern
            var after: Instant?
            if rule.within != nil {
                after = anchor
                if let kind = rule.after { after = first(kind, in: own, knownAt: time) }
                if after == nil { continue }
            }
            let isMet = own.contains { event in
                guard pattern.matches(event), event.isKnown(at: time) else { return false }
                guard let after else { return true }
                return event.occurredAt >= after
                    && (rule.within.map { event.occurredAt <= after + $0 } ?? true)
            }
            if isMet { return rule.because }
        }
        return nil
    }

    /// When the first event of a kind occurred of those known at a time.
    private func first(_ kind: String, in own: ArraySlice<Event>, knownAt time: Instant) -> Instant? {
        own.lazy.filter { $0.kind == kind && $0.isKnown(at: time) }.map(\.occurredAt).min()
    }

    /// What an entity's own events say at every time; nil where others answer for it.
    func ownHistory(_ own: ArraySlice<Event>) -> LabelHistory? {
        label.via == nil && label.members == nil ? LabelHistory(own, label: label) : nil
    }

    /// Whether an outcome that decides the case already is known.
    ///
    /// - Parameter ownHistory: what `ownHistory(_:)` gives of the events of an entity whose keys never change, else nil.
    func isDecided(
        _ entity: EntityKey, own: ArraySlice<Event>, ownHistory: LabelHistory?, start: Instant,
        at time: Instant
    ) -> Bool {
        guard let history = ownHistory ?? history(answering: entity, own: own, at: time) else { return true }
        if history.isOutcomeKnown(from: start, at: time) { return true }
        return label.counts == .first
            && history.isOutcomeKnown(from: Instant(microseconds: .min), at: time)
    }

    /// Who answers for an entity at a cutoff; nil where nobody does.
    private func answering(for entity: EntityKey, at cutoff: Instant) -> [EntityKey]? {
        let ownership = events.ownership
        if let via = label.via { return ownership.link(via, of: entity, at: cutoff).map { [$0] } }
        guard let link = label.members else { return [entity] }
        let sharers = ownership.keys(togetherWith: entity, at: cutoff).flatMap { members[$0] ?? [] }
        return Set(sharers.map { ownership.owner(of: $0, at: cutoff) }).sorted().filter {
            ownership.link(link, of: $0, at: cutoff) == entity
        }
    }

    /// The events that answer for an entity by who is who at a time; nil where nobody does.
    private func history(
        answering entity: EntityKey, own: ArraySlice<Event>, at time: Instant
    ) -> LabelHistory? {
        answering(for: entity, at: time).map { history(of: $0, own: own, at: time) }
    }

    /// The events of some entities, with those of the keys that belong to the same at a time.
    private func history(
        of answering: [EntityKey], own: ArraySlice<Event>, at time: Instant
    ) -> LabelHistory {
        if label.via == nil, label.members == nil, events.ownership.map == nil {
            return LabelHistory(own, label: label)
        }
        let keys = Set(answering.flatMap { events.ownership.keys(togetherWith: $0, at: time) })
        return LabelHistory(keys.sorted().flatMap { events.named(of: $0) }, label: label)
    }
}
