public import Features

extension CasePlanner {
    /// The questions that can be asked at a time, by what is known then, ascending by entity.
    ///
    /// With calendar cutoffs everybody eligible is asked about at that time. With anchored cutoffs alone the model
    /// answers at its own cutoff only: whoever has reached it, and whose label window is still open.
    /// - Complexity: O(events).
    public func questions(in log: EventLog, at time: Instant) -> [(entity: EntityKey, cutoff: Instant)] {
        questions(in: log, at: [time])
    }

    /// The questions that can be asked at each day of the calendar, by what is known then, ascending by entity.
    ///
    /// - Complexity: O(events x days).
    public func calendarQuestions(in log: EventLog) -> [(entity: EntityKey, cutoff: Instant)] {
        questions(in: log, at: calendar)
    }

    /// The names of the attributes that the questions rest on.
    public var attributes: Set<String> {
        let patterns =
            label.outcome.patterns + (label.competing?.events ?? []) + (label.exclude ?? []).map(\.pattern)
        return Set(
            patterns.flatMap { ($0.where ?? [:]).keys } + [label.via, label.members].compactMap { $0 }
                + (identity?.links ?? []))
    }

    /// Whether an entity's questions rest on its own events alone.
    public var asksOwnEventsAlone: Bool {
        label.via == nil && label.members == nil && identity == nil
    }

    private func questions(
        in log: EventLog, at times: [Instant]
    ) -> [(entity: EntityKey, cutoff: Instant)] {
        let named = events(of: log)
        let labeller = Labeller(label, events: named)
        return named.ownership.entities(in: unit).flatMap { entity in
            let plain = plainView(of: entity, in: named)
            lazy var ownHistory = plain.flatMap { labeller.ownHistory($0.events) }
            return times.compactMap { time -> (entity: EntityKey, cutoff: Instant)? in
                guard plain != nil || named.ownership.isEntity(entity, at: time) else { return nil }
                let now = plain ?? view(of: entity, at: time, in: named)
                guard let question = question(of: entity, now, isPlain: plain != nil, at: time, in: named),
                    question.start + label.window > time
                else { return nil }
                let then = plain ?? view(of: entity, at: question.cutoff, in: named)
                guard then.history.isEligible(at: question.cutoff), now.history.isEligible(at: time),
                    labeller.exclusion(now.events, anchor: question.anchor, at: time) == nil,
                    !labeller.isDecided(
                        entity, own: then.events, ownHistory: ownHistory, start: question.start,
                        at: question.cutoff)
                else { return nil }
                return (entity, question.cutoff)
            }
        }
    }

    /// The question that is asked at a time, if there is one.
    private func question(
        of entity: EntityKey, _ now: EntityView, isPlain: Bool, at time: Instant, in named: PlanEvents
    ) -> Question? {
        if cutoffs.calendar == nil {
            return anchoredQuestion(of: entity, isPlain ? now : nil, in: named).flatMap {
                $0.cutoff <= time ? $0 : nil
            }
        }
        return calendarQuestion(now.events, at: time)
    }
}
