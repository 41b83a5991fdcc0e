public import Features

extension CasePlanner {
    /// The questions that can be asked at a time, by what is known then, ascending by entity.
    ///
    /// With calendar cutoffs everybody eligible is asked about at that time. With anchored cutoffs alone the model
    /// answers at its own cutoff only: whoever has reached it, and whose label window is still open.
    /// - Complexity: O(events).
    public func questions(in log: EventLog, at time: Instant) -> [(entity: EntityKey, cutoff: Instant)] {
        let labeller = labeller(of: log)
        let named = events(of: log)
        return log.subjects.filter { $0.namespace == unit }.compactMap { entity in
            let events = named.named(of: entity)
            let question: Question
            if cutoffs.calendar == nil {
                guard let own = anchoredQuestion(events), own.cutoff <= time else { return nil }
                question = own
            } else if label.from == .anchor {
                guard let asked = calendarQuestion(events, at: time) else { return nil }
                question = asked
            } else {
                question = Question(cutoff: time, start: time)
            }
            if question.start + label.window <= time { return nil }
            let history = EntityHistory(
                events, firstKnown: named.firstKnown(of: entity), eligibility: eligibility)
            guard history.isEligible(at: question.cutoff), history.isEligible(at: time),
                labeller.exclusion(events, at: time) == nil,
                !labeller.isDecided(entity, own: events, start: question.start, at: question.cutoff)
            else { return nil }
            return (entity, question.cutoff)
        }
    }
}
