internal import Features

/// Finds events that were entered long after they occurred, and more so where the outcome came.
///
/// Cases are compared with others that have as many events of the source, since whoever has more events has more late
/// ones (Mantel and Haenszel's odds ratio over strata).
struct BackfillCheck: CaseCheck {
    /// From which delay an event counts as entered later, and from which odds ratio it is worth a look.
    private static let delay = TimeSpan.days(3)
    private static let ratio = 3.0

    private let scene: AuditScene
    private var tables: [String: StratifiedTable] = [:]
    private var examples: [String: (entity: EntityKey, cutoff: Instant)] = [:]

    init(_ scene: AuditScene) { self.scene = scene }

    mutating func add(_ item: AuditedCase, _ entity: EntityEvents) {
        if scene.timed.isEmpty { return }
        var counts: [String: (events: Int, late: Int)] = [:]
        // What occurred before the cutoff, whether or not it was recorded by then.
        for event in entity.events
        where event.occurredAt < item.cutoff && !scene.outcomeKinds.contains(event.kind)
            && scene.timed.contains(event.source)
        {
            var count = counts[event.source] ?? (0, 0)
            count.events += 1
            if event.occurredAt + Self.delay < event.recordedAt { count.late += 1 }
            counts[event.source] = count
        }
        for (source, count) in counts {
            tables[source, default: StratifiedTable()].add(
                stratum: Int.bitWidth - count.events.leadingZeroBitCount, isExposed: count.late > 0,
                isPositive: item.isPositive)
            if item.isPositive, count.late > 0, examples[source] == nil {
                examples[source] = (entity.entity, item.cutoff)
            }
        }
    }

    func findings() -> [AuditFinding] {
        let bounds = SimultaneousBounds(count: tables.count)
        var findings: [AuditFinding] = []
        for (source, table) in tables.sorted(by: { $0.key < $1.key }) {
            guard let odds = table.oddsRatio(quantile: bounds.quantile), odds.lower >= Self.ratio else {
                continue
            }
            let (late, lateNegatives) = (table.exposed(isPositive: true), table.exposed(isPositive: false))
            findings.append(
                AuditFinding(
                    .backfill, .warn, field: source,
                    evidence:
                        "\(percent(late.count, of: late.of)) of the positive and "
                        + "\(percent(lateNegatives.count, of: lateNegatives.of)) of the negative train cases with events of "
                        + "\(source) have one that was recorded more than three days after it occurred; among cases with "
                        + "as many events the odds are \(rounded(odds.value)) to 1 (at least \(rounded(odds.lower)))",
                    events: examples[source].map {
                        scene.trace.lines($0.entity, cutoff: $0.cutoff, feature: nil)
                    } ?? [],
                    remedy:
                        "events are entered because of the outcome: trust only those recorded at once, or leave the source out"
                ))
        }
        if !findings.isEmpty { return findings }
        return [
            AuditFinding(
                .backfill, .pass,
                evidence: scene.timed.isEmpty
                    ? "no source has a recorded time of its own that could show late entries"
                    : "late entries are as common without the outcome as with it")
        ]
    }
}
