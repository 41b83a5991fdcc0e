internal import Features
internal import Glibc

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

/// Counts of exposed and other cases by outcome, in strata.
struct StratifiedTable {
    private struct Stratum {
        /// Exposed positives, exposed negatives, other positives, other negatives.
        var a = 0.0
        var b = 0.0
        var c = 0.0
        var d = 0.0
    }

    private var strata: [Int: Stratum] = [:]

    mutating func add(stratum: Int, isExposed: Bool, isPositive: Bool) {
        var table = strata[stratum] ?? Stratum()
        switch (isExposed, isPositive) {
        case (true, true): table.a += 1
        case (true, false): table.b += 1
        case (false, true): table.c += 1
        case (false, false): table.d += 1
        }
        strata[stratum] = table
    }

    /// Exposed cases of one outcome, of how many.
    func exposed(isPositive: Bool) -> (count: Int, of: Int) {
        strata.values.reduce(into: (0, 0)) { sum, table in
            sum.0 += Int(isPositive ? table.a : table.b)
            sum.1 += Int(isPositive ? table.a + table.c : table.b + table.d)
        }
    }

    /// The common odds ratio with its lower bound; nil where a class is never exposed or always.
    ///
    /// Source: N. Mantel, W. Haenszel, JNCI 22 (1959) 719-748; variance of J. Robins, N. Breslow, S. Greenland,
    /// Biometrics 42 (1986) 311-323. Half a case is added to each cell of the largest stratum where a sum would be 0.
    func oddsRatio(quantile: Double) -> (value: Double, lower: Double)? {
        var tables = strata.sorted { $0.key < $1.key }.map(\.value)
        guard tables.contains(where: { $0.a > 0 }) else { return nil }
        if !tables.contains(where: { $0.b * $0.c > 0 }),
            let largest = tables.indices.max(by: {
                tables[$0].a + tables[$0].b + tables[$0].c + tables[$0].d
                    < tables[$1].a + tables[$1].b + tables[$1].c + tables[$1].d
            })
        {
            tables[largest].a += 0.5
            tables[largest].b += 0.5
            tables[largest].c += 0.5
            tables[largest].d += 0.5
        }
        var (r, s, pr, mixed, qs) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for table in tables {
            let n = table.a + table.b + table.c + table.d
            guard n > 0 else { continue }
            let (ri, si) = (table.a * table.d / n, table.b * table.c / n)
            let (p, q) = ((table.a + table.d) / n, (table.b + table.c) / n)
            r += ri
            s += si
            pr += p * ri
            mixed += p * si + q * ri
            qs += q * si
        }
        guard r > 0, s > 0 else { return nil }
        let variance = pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s)
        let value = r / s
        return (value, value * exp(-quantile * variance.squareRoot()))
    }
}
