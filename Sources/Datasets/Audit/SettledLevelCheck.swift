internal import Features

/// Finds values of overwritten fields that settle the label: rows that have them are all positive, or all negative.
///
/// What was known beforehand makes an outcome likely, not certain. A level counts only where chance alone would have
/// brought many exceptions, so that no small level is accused.
struct SettledLevelCheck {
    let train: TimeSlicedFrame
    let lineage: FeatureLineage

    /// Exceptions that the base rate would have brought, and the share of them that may be there.
    ///
    /// With fifteen expected and none found, chance has e^-15 = 3e-7 a level.
    private static let expected = 15.0
    private static let tolerated = 0.02

    func run() -> [AuditFinding] {
        let positives = train.labels.count { $0 }
        let base = Double(positives) / Double(max(1, train.rowCount))
        var findings: [AuditFinding] = []
        for column in train.features.columns where lineage.overwritten.contains(column.name) {
            let levels = Self.levels(column, train.labels)
            let sure = Self.widest(
                levels.filter {
                    Double($0.count) * (1 - base) >= Self.expected
                        && Double($0.count - $0.positives) <= Self.tolerated * Double($0.count) * (1 - base)
                })
            if !sure.isEmpty {
                let rows = sure.reduce(0) { $0 + $1.count }
                let hits = sure.reduce(0) { $0 + $1.positives }
                findings.append(
                    finding(
                        column.name, .fail,
                        "\(hits) of the \(rows) rows with \(Self.name(sure)) of \(column.name) are positive, where "
                            + "\(percent(positives, of: train.rowCount)) of all are: "
                            + "\(percent(hits, of: positives)) of the positives have it",
                        "a field that is written when the outcome comes is no feature: declare known: afterOutcome, "
                            + "or bring its history as events"))
            }
            let never = Self.widest(
                levels.filter {
                    Double($0.count) * base >= Self.expected
                        && Double($0.positives) <= Self.tolerated * Double($0.count) * base
                })
            guard sure.isEmpty, !never.isEmpty else { continue }
            let rows = never.reduce(0) { $0 + $1.count }
            let hits = never.reduce(0) { $0 + $1.positives }
            findings.append(
                finding(
                    column.name, .warn,
                    "\(hits) of the \(rows) rows with \(Self.name(never)) of \(column.name) are positive, where "
                        + "\(percent(positives, of: train.rowCount)) of all are",
                    "find out whether the field is written when the case is lost; if so, declare known: afterOutcome"
                ))
        }
        if !findings.isEmpty { return findings }
        return [
            AuditFinding(
                .snapshotOverwritten, .pass,
                evidence: "no value in a field without history settles the label")
        ]
    }

    private func finding(_ name: String, _ severity: AuditFinding.Severity, _ text: String, _ remedy: String)
        -> AuditFinding
    {
        AuditFinding(.snapshotOverwritten, severity, field: name, evidence: text, remedy: remedy)
    }

    /// Rows that share a value, or that have any, or none.
    private struct Level {
        enum Kind { case value, any, none }
        var kind: Kind
        var count = 0
        var positives = 0
    }

    private static func levels(_ column: FeatureColumn, _ labels: [Bool]) -> [Level] {
        var any = Level(kind: .any)
        var none = Level(kind: .none)
        var byValue: [String: Level] = [:]
        for (row, isPositive) in labels.enumerated() {
            let hit = isPositive ? 1 : 0
            let isThere: Bool
            switch column.values {
            case .numbers(let values): isThere = !values[row].isNaN
            case .categories(let values):
                isThere = values[row] != nil
                if let value = values[row] {
                    byValue[value, default: Level(kind: .value)].count += 1
                    byValue[value]?.positives += hit
                }
            }
            if isThere {
                any.count += 1
                any.positives += hit
            } else {
                none.count += 1
                none.positives += hit
            }
        }
        // Where every row has a value, or none, presence says nothing.
        let presence = any.count > 0 && none.count > 0 ? [any, none] : []
        return presence + byValue.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Where any value settles the label, its single values say no more.
    private static func widest(_ levels: [Level]) -> [Level] {
        levels.contains { $0.kind == .any } ? levels.filter { $0.kind == .any } : levels
    }

    private static func name(_ levels: [Level]) -> String {
        if levels.contains(where: { $0.kind == .any }) { return "a value" }
        if levels.contains(where: { $0.kind == .none }) { return "no value" }
        return levels.count == 1 ? "one value" : "\(levels.count) values"
    }
}
