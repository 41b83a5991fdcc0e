public import Features

extension CasePlanner {
    /// The questions that can be asked at a time, by what is known then, ascending by entity.
    ///
    /// With calendar cutoffs everybody eligible is asked about at that time. With anchored cutoffs alone the model
    /// answers at its own cutoff only: whoever has reached it, and whose label window is still open.
    /// - Complexity: O(events).
    public func questions(in log: EventLog, at time: Instant) -> [(entity: EntityKey, cutoff: Instant)] {
        var found: [(entity: EntityKey, cutoff: Instant)] = []
        forEachEntity(in: log, askedAt: [time]) { entity, cutoffs in
            for cutoff in cutoffs { found.append((entity, cutoff)) }
        }
        return found
    }

    /// The questions that can be asked at each day of the calendar, by what is known then.
    ///
    /// - Complexity: O(events x days).
    public func calendarQuestions(in log: EventLog) -> FrameQuestions {
        var entities: [EntityKey] = []
        var bounds = [0]
        var times: [Int64] = []
        forEachEntity(in: log, askedAt: calendar) { entity, cutoffs in
            entities.append(entity)
            times += cutoffs.lazy.map(\.microseconds)
            bounds.append(times.count)
        }
        return FrameQuestions(entities: entities, bounds: bounds, cutoffs: times)
    }

    /// Gives the entities that can be asked about at some of the times, ascending, with the cutoffs of the questions.
    private func forEachEntity(
        in log: EventLog, askedAt times: [Instant], _ body: (EntityKey, [Instant]) -> Void
    ) {
        let named = events(of: log)
        let labeller = Labeller(label, events: named)
        for entity in named.ownership.entities(in: unit) {
            let plain = plainView(of: entity, in: named)
            lazy var ownHistory = plain.flatMap { labeller.ownHistory($0.events) }
            let cutoffs = times.compactMap { time -> Instant? in
                guard plain != nil || named.ownership.isEntity(entity, at: time) else { return nil }
                let now = plain ?? view(of: entity, at: time, in: named)
                guard let question = question(of: entity, now, plain: plain, at: time, in: named),
                    question.start + label.window > time
                else { return nil }
                let then = plain ?? view(of: entity, at: question.cutoff, in: named)
                guard then.history.isEligible(at: question.cutoff), now.history.isEligible(at: time),
                    labeller.exclusion(now.events, anchor: question.anchor, at: time) == nil,
                    !labeller.isDecided(
                        entity, own: then.events, ownHistory: ownHistory, start: question.start,
                        at: question.cutoff)
                else { return nil }
                return question.cutoff
            }
            if !cutoffs.isEmpty { body(entity, cutoffs) }
        }
    }

    /// The question that is asked at a time, if there is one.
    ///
    /// - Parameter plain: the view that is the same at all times, of an entity that has one.
    func question(
        of entity: EntityKey, _ now: EntityView, plain: EntityView?, at time: Instant, in named: PlanEvents
    ) -> Question? {
        if cutoffs.calendar == nil {
            return anchoredQuestion(of: entity, plain, in: named).flatMap { $0.cutoff <= time ? $0 : nil }
        }
        return calendarQuestion(now.events, at: time)
    }
}
