internal import Features

extension CasePlanner {
    /// What ends the story of a case: the outcome, then the kinds that an eligible entity must not have.
    var decidingKinds: [String] {
        let outcomes = label.outcome.patterns.map(\.kind)
        return [label.outcome.kind] + (eligibility.without ?? []).filter { !outcomes.contains($0) }
    }

    /// What became of every anchored question by the end of the data; empty for questions on days of the calendar alone.
    ///
    /// - Complexity: O(events).
    func decisions(in log: EventLog, at horizon: Instant) -> [CaseDecision] {
        guard cutoffs.anchored != nil, label.via == nil, label.members == nil else { return [] }
        let named = events(of: log)
        let kinds = decidingKinds
        return named.ownership.entities(in: unit).compactMap { entity in
            let plain = plainView(of: entity, in: named)
            guard let question = anchoredQuestion(of: entity, plain, in: named), question.cutoff <= horizon
            else { return nil }
            let asked = question.cutoff
            let then = plain ?? view(of: entity, at: asked, in: named)
            guard then.history.isKnown(at: asked) else { return nil }
            let own = (plain ?? view(of: entity, at: horizon, in: named)).events
            // Which kind came first, and when.
            var first: (kind: Int, time: Instant)?
            for event in own where event.isKnown(at: horizon) {
                let kind = label.outcome.matches(event) ? 0 : kinds.dropFirst().firstIndex(of: event.kind)
                guard let kind, event.occurredAt < first?.time ?? horizon else { continue }
                first = (kind, event.occurredAt)
            }
            return CaseDecision(
                entity: entity, asked: asked, start: question.start, age: elapsed(horizon, question.start),
                isOver: question.start + label.window <= horizon, kind: first?.kind,
                delay: first.map { elapsed($0.time, question.start) } ?? .infinity,
                wasOpen: first.map { $0.time >= asked } ?? true)
        }
    }

    private func elapsed(_ time: Instant, _ start: Instant) -> Double {
        Double(time.microseconds - start.microseconds) / Double(TimeSpan.day.microseconds)
    }
}
