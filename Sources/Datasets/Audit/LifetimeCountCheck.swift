internal import Features

/// Finds numbers of overwritten sources that count what happened after the cutoff, too.
///
/// No bound on AUROC catches such a count: it is only moderately too good. But it agrees with the number of all
/// events, where an honest one agrees with the number of those known at the cutoff.
struct LifetimeCountCheck {
    let frame: TimeSlicedFrame
    let log: EventLog
    let features: FeatureSet
    let lineage: FeatureLineage

    func run() -> [AuditFinding] {
        var findings: [AuditFinding] = []
        let asserted = features.features.filter { !lineage.proven.contains($0.name) }
        let train = frame.slice(.train)
        let counts = asserted.isEmpty ? [] : eventCounts(train)
        for feature in asserted {
            guard case .numbers(let values)? = train.features.column(feature.name)?.values else { continue }
            let rows = values.indices.filter { !values[$0].isNaN && values[$0] == values[$0].rounded() }
            guard rows.count >= 20, Set(rows.map { values[$0] }).count > 2 else { continue }
            for count in counts {
                let grown = rows.filter { count.all[$0] > count.before[$0] }
                guard grown.count >= 20 else { continue }
                let agreement = Agreement(
                    rows.map { (values[$0], count.all[$0], count.before[$0]) }, grown: grown.count)
                guard agreement.isWithTheFuture else { continue }
                findings.append(
                    AuditFinding(
                        .lifetimeCount, .fail, field: feature.name,
                        evidence:
                            "of \(grown.count) train rows with further \(count.kind) events after the cutoff, "
                            + "\(feature.name) equals the number of all of them in \(agreement.equalAll) and of those "
                            + "before the cutoff in \(agreement.equalBefore); correlations \(rounded(agreement.all)) and "
                            + rounded(agreement.before),
                        remedy: "count the events instead: {kind: count, of: \(count.kind)}"))
                break
            }
        }
        if findings.isEmpty {
            findings.append(
                AuditFinding(
                    .lifetimeCount, .pass,
                    evidence: asserted.isEmpty
                        ? "no feature comes from a source without history"
                        : "no number of a source without history grows with the events after the cutoff"))
        }
        return findings
    }

    /// By kind of event, each row's number of all events of the entity and of those known at its cutoff.
    private func eventCounts(_ train: TimeSlicedFrame) -> [(kind: String, all: [Int], before: [Int])] {
        let kinds = Set(log.events.map(\.kind)).sorted()
        let place = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($1, $0) })
        var counts = kinds.map {
            (
                kind: $0, all: [Int](repeating: 0, count: train.rowCount),
                before: [Int](repeating: 0, count: train.rowCount)
            )
        }
        for row in 0..<train.rowCount {
            for event in log.events(of: train.features.entities[row]) {
                guard let index = place[event.kind] else { continue }
                counts[index].all[row] += 1
                let cutoff = train.features.cutoffs[row]
                if event.recordedAt < cutoff, event.occurredAt < cutoff { counts[index].before[row] += 1 }
            }
        }
        return counts
    }
}

/// How well a number agrees with the count of all events, and with that of those before the cutoff.
private struct Agreement {
    /// Pearson's correlation with the count of all events.
    let all: Double
    /// Pearson's correlation with the count before the cutoff.
    let before: Double
    /// Rows in which the number is the count of all events though that has grown, and is the one before the cutoff.
    let equalAll: Int
    let equalBefore: Int
    private let grown: Int

    init(_ rows: [(value: Double, all: Int, before: Int)], grown: Int) {
        self.grown = grown
        equalAll = rows.count { $0.all > $0.before && $0.value == Double($0.all) }
        equalBefore = rows.count { $0.all > $0.before && $0.value == Double($0.before) }
        let values = rows.map(\.value)
        all = Self.correlation(values, rows.map { Double($0.all) })
        before = Self.correlation(values, rows.map { Double($0.before) })
    }

    /// Whether nine of ten grown counts are met, or the number follows the future's count and less the past's.
    var isWithTheFuture: Bool {
        Double(equalAll) >= 0.9 * Double(grown) || (all >= 0.95 && all >= before + 0.05)
    }

    private static func correlation(_ left: [Double], _ right: [Double]) -> Double {
        let count = Double(left.count)
        let (meanLeft, meanRight) = (left.reduce(0, +) / count, right.reduce(0, +) / count)
        var (cross, squareLeft, squareRight) = (0.0, 0.0, 0.0)
        for (x, y) in zip(left, right) {
            cross += (x - meanLeft) * (y - meanRight)
            squareLeft += (x - meanLeft) * (x - meanLeft)
            squareRight += (y - meanRight) * (y - meanRight)
        }
        let scale = (squareLeft * squareRight).squareRoot()
        return scale > 0 ? cross / scale : 0
    }
}
