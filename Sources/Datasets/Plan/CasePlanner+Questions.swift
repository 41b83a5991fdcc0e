internal import Features

extension CasePlanner {
    /// The questions about an entity, by cutoff; no cutoff twice.
    ///
    /// - Parameter plain: the entity as it is at all times; nil where its keys change.
    /// - Complexity: O(events x cutoffs).
    func questions(of entity: EntityKey, _ plain: EntityView?, in named: PlanEvents) -> [Question] {
        let own = anchoredQuestion(of: entity, plain, in: named)
        let others = calendar.compactMap { day -> Question? in
            if day == own?.cutoff { return nil }
            if let plain { return calendarQuestion(plain.events, at: day) }
            guard named.ownership.isEntity(entity, at: day) else { return nil }
            return calendarQuestion(view(of: entity, at: day, in: named).events, at: day)
        }
        return (others + (own.map { [$0] } ?? [])).sorted { $0.cutoff < $1.cutoff }
    }

    /// The question some time after the first anchor of an entity; nil where there is none.
    ///
    /// - Parameter plain: the entity as it is at all times; nil where its keys change.
    func anchoredQuestion(of entity: EntityKey, _ plain: EntityView?, in named: PlanEvents) -> Question? {
        guard let anchored = cutoffs.anchored else { return nil }
        return anchoredQuestion(plain?.events ?? named.anchors(of: entity, anchored))
    }

    /// The question some time after the entity's first anchor event that was known by then; nil where there is none.
    ///
    /// Live, it is asked when the time has come. An earlier anchor that is recorded after its own time asks nothing any
    /// more, and changes nothing that is asked by a later one.
    func anchoredQuestion(_ events: ArraySlice<Event>) -> Question? {
        guard let anchored = cutoffs.anchored else { return nil }
        let anchors = events.lazy.filter {
            $0.kind == anchored.kind && $0.isKnown(at: $0.occurredAt + anchored.after)
        }
        guard let anchor = anchors.map(\.occurredAt).min() else { return nil }
        let cutoff = anchor + anchored.after
        return Question(cutoff: cutoff, start: label.from == .anchor ? anchor : cutoff, anchor: anchor)
    }

    /// The question on a day; nil where the label starts at the anchor, and none is known or the window is over.
    func calendarQuestion(_ events: ArraySlice<Event>, at day: Instant) -> Question? {
        let anchor = cutoffs.anchored.flatMap { anchored in
            events.lazy.filter { $0.kind == anchored.kind && $0.isKnown(at: day) }
                .map(\.occurredAt).min()
        }
        // Who has no anchor yet can still be asked about on a day, unless the label starts at the anchor.
        guard label.from == .anchor else { return Question(cutoff: day, start: day, anchor: anchor) }
        guard let anchor, anchor + label.window > day else { return nil }
        return Question(cutoff: day, start: anchor, anchor: anchor)
    }
}
