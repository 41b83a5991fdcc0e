internal import Features

/// The events that were an entity's at a time, and whether it could be asked about by them.
struct EntityView {
    /// Those of the kinds that the question names, in the order of events.
    let events: ArraySlice<Event>
    let history: EntityHistory
}

extension CasePlanner {
    /// An entity as it was put together at a time.
    ///
    /// - Complexity: O(events of its keys).
    func view(of entity: EntityKey, at time: Instant, in named: PlanEvents) -> EntityView {
        let keys = named.ownership.keys(togetherWith: entity, at: time)
        let events = named.named(of: keys)
        return EntityView(
            events: events,
            history: EntityHistory(
                events, firstKnown: keys.compactMap(named.firstKnown(of:)).min(), eligibility: eligibility))
    }

    /// The same at all times; nil for an entity whose keys change.
    func plainView(of entity: EntityKey, in named: PlanEvents) -> EntityView? {
        guard named.ownership.isPlain(entity) else { return nil }
        return view(of: entity, at: Instant(microseconds: .max), in: named)
    }
}
