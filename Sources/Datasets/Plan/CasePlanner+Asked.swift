public import Features

extension CasePlanner {
    /// What came of questions that were asked of entities, whether a plan has them or not.
    ///
    /// - Parameter asked: of whom, and as of when, in any order.
    /// - Returns: a case each, in that order, in no slice; nil where nothing was known of the entity then, or no question
    ///   is asked of it at that time, as of one that is not eligible.
    /// - Complexity: O(events), and O(events of the entity) for each question.
    public func cases(
        of asked: [(entity: EntityKey, cutoff: Instant)], in log: EventLog
    ) -> [Case?] {
        guard let horizon = horizon(of: log) else { return asked.map { _ in nil } }
        let named = events(of: log)
        let labeller = Labeller(label, events: named)
        return asked.map { entity, cutoff in
            guard named.ownership.isEntity(entity, at: cutoff) else { return nil }
            let plain = plainView(of: entity, in: named)
            let view = plain ?? view(of: entity, at: cutoff, in: named)
            guard let question = question(of: entity, view, plain: plain, at: cutoff, in: named),
                question.cutoff == cutoff
            else { return nil }
            return labeller.answered(question, of: entity, view, horizon: horizon)
        }
    }
}
