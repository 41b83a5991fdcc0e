internal import Features

/// Tells the story of one case in kinds and times, without a value and without a name.
struct EventTrace {
    let log: EventLog
    let outcome: LabelDefinition.Outcome
    let pseudonym: (EntityKey) -> String

    /// The events that matter most: the last before the cutoff, the first after it, and the outcome.
    ///
    /// - Parameter feature: the last event before the cutoff that it looks at is always told.
    /// - Complexity: O(events of the entity).
    func lines(_ entity: EntityKey, cutoff: Instant, feature: FeatureDefinition?) -> [String] {
        let events = Array(log.events(of: entity))
        let known = events.indices.filter { events[$0].isKnown(at: cutoff) }
        let later = events.indices.filter { !events[$0].isKnown(at: cutoff) }
        var told = Set(known.suffix(3) + later.prefix(3))
        let own = known.last { index in
            (feature.map { $0.eventKinds.isEmpty || $0.eventKinds.contains(events[index].kind) } ?? true)
                && (feature?.attribute.map { events[index].attributes[$0] != nil } ?? true)
        }
        if let own { told.insert(own) }
        if let end = events.indices.last(where: { outcome.matches(events[$0]) }) { told.insert(end) }
        let head =
            "\(pseudonym(entity)), asked about at \(cutoff): \(known.count) events known, \(later.count) later"
        return [head]
            + told.sorted().map { index in
                let event = events[index]
                let isOutcome = outcome.matches(event)
                return
                    "event \(index + 1): \(event.kind) occurred \(event.occurredAt), recorded \(event.recordedAt)"
                    + (event.recordedAt >= cutoff ? ", after the cutoff" : "")
                    + (isOutcome ? ", the outcome" : "")
            }
    }
}
