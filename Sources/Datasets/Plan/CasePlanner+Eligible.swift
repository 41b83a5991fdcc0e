public import Features

extension CasePlanner {
    /// The questions that can be asked at a time, by what is known then, ascending by entity.
    ///
    /// With calendar cutoffs everybody eligible is asked about at that time. With anchored cutoffs the model answers
    /// at its own cutoff only: whoever has reached it, and whose label window is still open.
    /// - Complexity: O(events).
    public func questions(in log: EventLog, at time: Instant) -> [(entity: EntityKey, cutoff: Instant)] {
        log.subjects.filter { $0.namespace == unit }.compactMap { entity in
            let events = log.events(of: entity)
            let history = EntityHistory(events, eligibility: eligibility, outcome: label.outcome)
            var cutoff = time
            if cutoffs.anchored != nil {
                guard let question = asked(history, events).first, question.cutoff <= time else { return nil }
                cutoff = question.cutoff
                let start = label.from == .anchor ? question.anchor : cutoff
                if start + label.window <= time { return nil }
            }
            return history.isEligible(at: cutoff) && history.isEligible(at: time) ? (entity, cutoff) : nil
        }
    }
}
