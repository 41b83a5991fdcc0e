internal import Features
internal import Models

extension ScoringService {
    /// Whom a request asks about, as answers and the log call it.
    func subject(_ lead: EntityKey, asOf: Instant) -> DecisionSubject {
        DecisionSubject(
            lead: decisions?.pseudonym(of: lead) ?? "\(lead)", isPseudonym: decisions != nil, asOf: asOf)
    }

    /// Names an answer, and keeps it where it is about a lead and decisions are logged.
    ///
    /// - Parameter trace: of the request, where it is recorded.
    /// - Precondition: about a lead there is one row.
    func decide(
        _ model: LoadedModel, about subject: DecisionSubject?, _ rows: ScoredRows,
        in trace: TraceContext? = nil
    ) -> ServedDecision {
        let decision = ServedDecision(model, about: subject, slots: rows.slots.span)
        if let decisions, subject != nil {
            precondition(rows.scores.count == 1, "a request about a lead has one row")
            decisions.write(decision, rows.scores[0], slots: rows.slots.span, in: trace)
        }
        return decision
    }
}
