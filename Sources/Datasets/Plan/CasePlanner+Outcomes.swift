public import Features

extension CasePlanner {
    /// When the first outcome of each positive case occurred in its window; nil for all others.
    ///
    /// - Parameter cases: of this planner and this log, in any order.
    /// - Complexity: O(events), and O(events of the entity) for each positive case.
    public func outcomes(of cases: [Case], in log: EventLog) -> [Instant?] {
        let named = events(of: log)
        let labeller = Labeller(label, events: named)
        return cases.map { item in
            guard item.label == .positive else { return nil }
            return labeller.outcome(
                of: item.entity, own: named.named(of: item.entity), start: item.labelStart,
                cutoff: item.cutoff)
        }
    }
}
