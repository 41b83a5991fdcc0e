internal import Features

/// Rewrites the future and looks whether the past notices.
///
/// At tested cutoffs the log is rebuilt twice, once without anything recorded at or after the cutoff and once with
/// all of that rewritten and more invented, events of the past that arrive late included. The features at and before
/// the cutoff must stay the same to the bit; the labels must not.
struct TimeTravelCheck {
    let log: EventLog
    let plan: CasePlan
    let planner: CasePlanner
    let features: FeatureSet
    let build: LeakageAudit.FrameBuilder

    /// Cutoffs tested, and cases of each.
    private static let cutoffCount = 3
    private static let caseCount = 1000

    func run() -> AuditFinding {
        let used = plan.cases.filter { $0.slice != nil }
        var relabelled = 0
        var compared = 0
        for (number, cutoff) in tested(used).enumerated() {
            // The cases closest before the cutoff have the most to lose.
            let cases = Array(used.prefix { $0.cutoff <= cutoff }.suffix(Self.caseCount))
            let asked = cases.map { (entity: $0.entity, cutoff: $0.cutoff) }
            let known = scene(cases.map(\.entity))
            let original = build(EventLog(known), asked)
            let futures = FutureRewriter(
                seed: UInt64(number + 1), cutoff: cutoff, outcome: planner.label.outcome)
            for (way, events) in [
                ("removed", known.filter { $0.recordedAt < cutoff }),
                ("rewritten", futures.rewrite(known, entities: cases.map(\.entity))),
            ] {
                let log = EventLog(events)
                if let difference = difference(original, build(log, asked)) {
                    return failure(difference, cutoff: cutoff, way: way)
                }
                relabelled += planner.relabelledCount(cases, in: log)
            }
            compared += cases.count
        }
        guard relabelled > 0 else {
            return AuditFinding(
                .timeTravel, .fail,
                evidence: "rewriting what came after the cutoffs changed no label of \(compared) cases",
                remedy:
                    "the label does not depend on what came after the cutoff: check its outcome and window")
        }
        return AuditFinding(
            .timeTravel, .pass,
            evidence:
                "with everything recorded at or after a cutoff removed, and again rewritten, \(compared) cases kept "
                + "every bit of their features and \(relabelled) labels changed")
    }

    private func tested(_ used: [Case]) -> [Instant] {
        guard !used.isEmpty else { return [] }
        let places = (1...Self.cutoffCount).map { $0 * (used.count - 1) / Self.cutoffCount }
        return Set(places.map { used[$0].cutoff }).sorted()
    }

    /// The events of these entities and of all that they were ever linked to.
    private func scene(_ entities: [EntityKey]) -> [Event] {
        log.table.entities(relatedTo: Array(Set(entities)), for: features).sorted().flatMap {
            log.events(of: $0)
        }
    }

    private func difference(_ left: FeatureFrame, _ right: FeatureFrame) -> (column: String, row: Int)? {
        guard left.entities == right.entities, left.cutoffs == right.cutoffs,
            left.columns.map(\.name) == right.columns.map(\.name)
        else { return ("(rows)", 0) }
        for (old, new) in zip(left.columns, right.columns) {
            switch (old.values, new.values) {
            case (.numbers(let a), .numbers(let b)):
                if let row = a.indices.first(where: { a[$0].bitPattern != b[$0].bitPattern }) {
                    return (old.name, row)
                }
            case (.categories(let a), .categories(let b)):
                if let row = a.indices.first(where: { a[$0] != b[$0] }) { return (old.name, row) }
            default: return (old.name, 0)
            }
        }
        return nil
    }

    private func failure(_ difference: (column: String, row: Int), cutoff: Instant, way: String)
        -> AuditFinding
    {
        AuditFinding(
            .timeTravel, .fail, field: difference.column,
            evidence:
                "\(difference.column) changed in row \(difference.row + 1) when what was recorded at or after "
                + "\(cutoff) was \(way)",
            remedy: "the feature looks past the cutoff: only what was recorded before it may count")
    }
}
