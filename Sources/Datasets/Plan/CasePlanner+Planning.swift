internal import Features

extension CasePlanner {
    /// Plans all cases of a log.
    ///
    /// - Parameter keepingOverlaps: true where the audit waives overlapping labels: then a case whose label reaches
    ///   into a later slice stays, and the audit reports it.
    /// - Throws: `DatasetError.data` where no event is of the unit, or a slice is left without cases, without
    ///   positives or without negatives.
    /// - Complexity: O(events + entities x cutoffs x outcomes an entity).
    public func plan(_ log: EventLog, keepingOverlaps: Bool = false) throws(DatasetError) -> CasePlan {
        let plan = sliced(try answers(log), log: log, keepingOverlaps: keepingOverlaps)
        try check(plan)
        return plan
    }

    /// The cases of a log with their answers, in no slice yet.
    ///
    /// - Throws: `DatasetError.data` where no event is of the unit.
    public func answers(_ log: EventLog) throws(DatasetError) -> CaseAnswers {
        let named = events(of: log)
        let entities = named.ownership.entities(in: unit)
        guard let horizon = horizon(of: log), !entities.isEmpty else {
            throw .data(
                keyPath: ["unit"], what: "no event has a subject of the namespace \(unit)",
                remedy: "the subject of some event must be a key of that namespace")
        }
        let labeller = Labeller(label, events: named)
        var cases: [Case] = []
        for entity in entities {
            let plain = plainView(of: entity, in: named)
            for question in questions(of: entity, plain, in: named) {
                let view = plain ?? view(of: entity, at: question.cutoff, in: named)
                if let item = labeller.answered(question, of: entity, view, horizon: horizon) {
                    cases.append(item)
                }
            }
        }
        // Entities come in ascending order, so a stable sort by time leaves cases by cutoff, then entity.
        let order = cases.indices.sorted { (cases[$0].cutoff, $0) < (cases[$1].cutoff, $1) }
        return CaseAnswers(
            cases: order.map { cases[$0] }, horizon: horizon,
            days: try ZonedDays(cases.map(\.cutoff), zone: zone))
    }

    /// Gives answered cases their slices: by cutoff, purged, and disjoint where that is asked for.
    ///
    /// - Returns: the same cases in the same order; whether the slices have enough of them is not checked.
    /// - Complexity: O(cases + events of their entities where slices are disjoint by a link).
    public func sliced(
        _ answers: CaseAnswers, log: EventLog, keepingOverlaps: Bool = false
    ) -> CasePlan {
        var cases = answers.cases
        assign(&cases, keepingOverlaps: keepingOverlaps)
        separate(&cases, log)
        let counts = Self.count(cases, spans: spans, days: answers.days)
        for index in cases.indices where !cases[index].isUsable { cases[index].slice = nil }
        return CasePlan(cases: cases, counts: counts, horizon: answers.horizon, days: answers.days)
    }

    /// Until when the source of the outcome has been heard, at most until the declared horizon: what another source
    /// knows of later times matures no label.
    func horizon(of log: EventLog) -> Instant? {
        events(of: log).newestRecord(of: label.outcome, assuming: delays).map {
            min($0 + TimeSpan(microseconds: 1), until ?? Instant(microseconds: .max))
        }
    }

    /// The events that the question names.
    func events(of log: EventLog) -> PlanEvents {
        PlanEvents(log, label: label, cutoffs: cutoffs, eligibility: eligibility, identity: identity)
    }
}

extension CasePlanner {
    /// Whether the slices can be fitted to and measured on.
    ///
    /// - Throws: `DatasetError.data` for a slice without cases, without positives or without negatives.
    public func check(_ plan: CasePlan) throws(DatasetError) { try check(plan, except: nil) }

    /// As `check(_:)`, but for one slice.
    func check(_ plan: CasePlan, except: SliceName?) throws(DatasetError) {
        for (name, _, _) in spans where name != except {
            let total = plan.total(of: name)
            let place = ["slices", name.rawValue]
            let others =
                "\(total.immature) immature, \(total.excluded) excluded, \(total.purged) purged, \(total.shared) shared"
            if total.rows == 0 {
                throw .data(
                    keyPath: place, what: "the slice has no cases (\(others))",
                    remedy:
                        "choose days with cutoffs whose label windows end within the data (before \(plan.horizon)) "
                        + "and before the next slice"
                        + (total.purged > 0 ? "; or waive overlappingLabels in `audit`, with the reason" : "")
                )
            }
            if total.positives == 0 || total.negatives == 0 {
                let missing = total.positives == 0 ? "positives" : "negatives"
                throw .data(
                    keyPath: place, what: "the slice has \(total.rows) cases and no \(missing) (\(others))",
                    remedy: "check the label's outcome and window, or widen the slice")
            }
        }
    }

    /// How many cases have another answer by another log of the same entities: not positive for a positive, say.
    func relabelledCount(_ cases: [Case], in log: EventLog) -> Int {
        let named = events(of: log)
        let labeller = Labeller(label, events: named)
        return cases.count { item in
            let answer = labeller.answer(
                item.entity, own: named.named(of: item.entity), start: item.labelStart, cutoff: item.cutoff,
                horizon: Instant(microseconds: .max))
            return (answer.label == .positive) != (item.label == .positive)
        }
    }
}
