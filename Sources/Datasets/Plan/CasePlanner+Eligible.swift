public import Features

extension CasePlanner {
    /// Everybody of the unit who may be asked about at a time, by what is known then; ascending.
    ///
    /// - Complexity: O(events).
    public func eligible(in log: EventLog, at time: Instant) -> [EntityKey] {
        log.subjects.filter { entity in
            entity.namespace == unit
                && EntityHistory(log.events(of: entity), eligibility: eligibility, outcome: label.outcome)
                    .isEligible(at: time)
        }
    }
}
