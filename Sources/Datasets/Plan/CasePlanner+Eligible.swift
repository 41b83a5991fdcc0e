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
            patterns.flatMap { ($0.where ?? [:]).keys } + [label.via, label.members].compactMap { $0 })
    }

    /// Whether an entity's questions rest on its own events alone.
    public var asksOwnEventsAlone: Bool { label.via == nil && label.members == nil }

    private func questions(
        in log: EventLog, at times: [Instant]
    ) -> [(entity: EntityKey, cutoff: Instant)] {
        let labeller = labeller(of: log)
        let named = events(of: log)
        return log.subjects.filter { $0.namespace == unit }.flatMap { entity in
            let events = named.named(of: entity)
            let history = EntityHistory(
                events, firstKnown: named.firstKnown(of: entity), eligibility: eligibility)
            lazy var ownHistory = labeller.ownHistory(events)
            return times.compactMap { time -> (entity: EntityKey, cutoff: Instant)? in
                guard let question = question(events, at: time), question.start + label.window > time,
                    history.isEligible(at: question.cutoff), history.isEligible(at: time),
                    labeller.exclusion(events, anchor: question.anchor, at: time) == nil,
                    !labeller.isDecided(
                        entity, own: events, ownHistory: ownHistory, start: question.start,
                        at: question.cutoff)
                else { return nil }
                return (entity, question.cutoff)
            }
        }
    }

    /// The question that is asked at a time, if there is one.
    private func question(_ events: ArraySlice<Event>, at time: Instant) -> Question? {
        if cutoffs.calendar == nil {
            return anchoredQuestion(events).flatMap { $0.cutoff <= time ? $0 : nil }
        }
        return calendarQuestion(events, at: time)
    }
}
