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
        guard let horizon = horizon(of: log), log.subjects.contains(where: { $0.namespace == unit }) else {
            throw .data(
                keyPath: ["unit"], what: "no event has a subject of the namespace \(unit)",
                remedy: "the subject of some event must be a key of that namespace")
        }
        var cases: [Case] = []
        for entity in log.subjects where entity.namespace == unit {
            let history = EntityHistory(
                log.events(of: entity), eligibility: eligibility, outcome: label.outcome)
            for (cutoff, anchor) in asked(history, log.events(of: entity))
            where history.isEligible(at: cutoff) {
                cases.append(answer(entity, at: cutoff, anchor: anchor, history, horizon: horizon))
            }
        }
        // Entities come in ascending order, so a stable sort by time leaves cases by cutoff, then entity.
        var order = cases.indices.sorted { (cases[$0].cutoff, $0) < (cases[$1].cutoff, $1) }.map { cases[$0] }
        assign(&order, keepingOverlaps: keepingOverlaps)
        separate(&order, log)
        let counts = Self.count(order, spans: spans)
        for index in order.indices where !order[index].isUsable { order[index].slice = nil }
        let plan = CasePlan(cases: order, counts: counts, horizon: horizon)
        try check(plan)
        return plan
    }

    /// Until when the source of the outcome has been heard: what another source knows of later times matures no label.
    func horizon(of log: EventLog) -> Instant? {
        let sources = Set(log.events.lazy.filter(label.outcome.matches).map(\.source))
        if sources.isEmpty { return log.horizon }
        return log.events.lazy.filter { sources.contains($0.source) }.map(\.recordedAt).max().map {
            $0 + TimeSpan(microseconds: 1)
        }
    }

    func asked(_ history: EntityHistory, _ events: ArraySlice<Event>) -> [(
        cutoff: Instant, anchor: Instant
    )] {
        guard let anchored = cutoffs.anchored else { return calendar.map { (cutoff: $0, anchor: $0) } }
        let anchors = events.filter { $0.kind == anchored.kind }
        guard let first = anchors.min(by: { $0.occurredAt < $1.occurredAt }) else { return [] }
        let cutoff = first.occurredAt + anchored.after
        // An anchor that is not known yet at the cutoff cannot have asked the question.
        return first.recordedAt < cutoff ? [(cutoff: cutoff, anchor: first.occurredAt)] : []
    }

    private func answer(
        _ entity: EntityKey, at cutoff: Instant, anchor: Instant, _ history: EntityHistory, horizon: Instant
    ) -> Case {
        let start = label.from == .anchor ? anchor : cutoff
        let end = start + label.window
        let outcome: Case.Label =
            if history.isOutcomeKnown(from: start, at: cutoff) {
                .excluded
            } else if end > horizon {
                .immature
            } else if history.hasOutcome(from: start, to: end) {
                .positive
            } else {
                .negative
            }
        return Case(
            entity: entity, cutoff: cutoff, labelStart: start, labelEnd: end, label: outcome, slice: nil,
            omission: nil)
    }

    private func check(_ plan: CasePlan) throws(DatasetError) {
        for (name, _, _) in spans {
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
}

extension CasePlanner {
    /// Whether a case is positive by another log of the same entity.
    func isPositive(_ item: Case, in log: EventLog) -> Bool {
        EntityHistory(log.events(of: item.entity), eligibility: eligibility, outcome: label.outcome)
            .hasOutcome(from: item.labelStart, to: item.labelEnd)
    }
}
