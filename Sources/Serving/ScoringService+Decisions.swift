internal import Features
internal import Models

extension ScoringService {
    /// Whom a request asks about, as answers and the log call it.
    func subject(_ lead: EntityKey, asOf: Instant) -> DecisionSubject {
        DecisionSubject(lead: decisions?.pseudonym(of: lead) ?? "\(lead)", asOf: asOf)
    }

    /// Names an answer, and keeps it where it is about a lead and decisions are logged.
    ///
    /// - Parameters:
    ///   - scores: one a row.
    ///   - slots: what was scored, shape (rows, inputs), row-major.
    /// - Precondition: about a lead there is one row.
    func decide(
        _ model: LoadedModel, about subject: DecisionSubject?, _ scores: [Score], slots: Span<Double>
    ) -> ServedDecision {
        let decision = ServedDecision(model, about: subject, slots: slots)
        if let decisions, subject != nil {
            precondition(scores.count == 1, "a request about a lead has one row")
            decisions.write(decision, scores[0], slots: slots)
        }
        return decision
    }
}
