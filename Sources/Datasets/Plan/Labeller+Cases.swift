internal import Features

extension Labeller {
    /// A question with its answer, in no slice; nil of whom nothing is known by then, or who is not eligible.
    ///
    /// - Parameters:
    ///   - view: the entity as it was at the cutoff.
    ///   - horizon: the first instant of which the outcome's source knows nothing.
    func answered(
        _ question: Question, of entity: EntityKey, _ view: EntityView, horizon: Instant
    ) -> Case? {
        let cutoff = question.cutoff
        guard view.history.isKnown(at: cutoff) else { return nil }
        // Who is excluded is counted, though what excludes often ends the story too.
        let answer: Answer
        if let reason = exclusion(view.events, anchor: question.anchor, at: cutoff) {
            answer = (.excluded, reason)
        } else if view.history.isEligible(at: cutoff) {
            answer = self.answer(
                entity, own: view.events, start: question.start, cutoff: cutoff, horizon: horizon)
        } else {
            return nil
        }
        return Case(
            entity: entity, cutoff: cutoff, labelStart: question.start,
            labelEnd: question.start + label.window + (label.maturity ?? .days(0)), label: answer.label,
            reason: answer.reason, slice: nil, omission: nil)
    }
}
