internal import Features

/// Finds columns that are the mean label of a group, reckoned with the labels of later slices or with the row's own.
///
/// Rows of one group share the value, so the value itself names the group. If the mean label of all rows with a value
/// gives the value back, by one straight line for all groups, then the column was made from those labels; where the
/// train rows alone give it back, from theirs. A mean that is mixed with an honest figure does not give the labels back,
/// but its exact values still settle them, one way and the other by turns.
struct TargetEncodingCheck {
    let frame: TimeSlicedFrame
    let lineage: FeatureLineage

    /// Groups that must be there, with rows in the train slice and in a later one.
    static let leastGroups = 8
    /// The share of the values' variation that the labels must give back.
    private static let bound = 0.9

    func run() -> [AuditFinding] {
        guard let first = frame.slices.min(), frame.slices.contains(where: { $0 != first }) else { return [] }
        var findings: [AuditFinding] = []
        // Only asserted columns need them.
        lazy var entities = RowCodes(frame.features.entities.lazy.map(Optional.some))
        lazy var categories = frame.features.columns.compactMap {
            column -> (name: String, levels: RowCodes)? in
            guard case .categories(let levels) = column.values else { return nil }
            return (column.name, RowCodes(levels))
        }
        for column in frame.features.columns where !lineage.proven.contains(column.name) {
            guard case .numbers(let values) = column.values else { continue }
            if let text = encoded(values, first) ?? leaveOneOut(values, categories)
                ?? turns(values, entities)
            {
                findings.append(
                    AuditFinding(
                        .targetEncoding, .fail, field: column.name, evidence: "\(column.name) \(text)",
                        remedy:
                            "bring the group itself as a category, or its mean outcome among cases answered before the row's "
                            + "time"))
            }
        }
        if !findings.isEmpty { return findings }
        return [
            AuditFinding(
                .targetEncoding, .pass,
                evidence: "no column is the mean label of the rows that share its value")
        ]
    }

    /// The labels of the rows that share a value.
    private struct Group {
        var train = (positives: 0.0, count: 0.0)
        var later = (positives: 0.0, count: 0.0)
    }

    private func encoded(_ values: [Double], _ first: SliceName) -> String? {
        var groups: [Double: Group] = [:]
        for (row, value) in values.enumerated() where !value.isNaN {
            let hit = frame.labels[row] ? 1.0 : 0
            if frame.slices[row] == first {
                groups[value, default: Group()].train.count += 1
                groups[value]?.train.positives += hit
            } else {
                groups[value, default: Group()].later.count += 1
                groups[value]?.later.positives += hit
            }
        }
        let both = groups.filter { $0.value.train.count > 0 && $0.value.later.count > 0 }
        let rows = both.reduce(0.0) { $0 + $1.value.train.count + $1.value.later.count }
        guard both.count >= Self.leastGroups, rows >= 4 * Double(both.count),
            rows >= 0.5 * Double(values.count)
        else { return nil }
        var all = Correlation()
        for (value, group) in both.sorted(by: { $0.key < $1.key }) {
            let train = group.train.positives / group.train.count
            let later = group.later.positives / group.later.count
            all.add(value, later, train)
        }
        // What an honest rate of the group shares with later labels, it shares with the train labels about as much, and
        // neither gives it back whole.
        let explained = explained(both)
        let partial = all.partial
        let lower = SimultaneousBounds(count: frame.features.columns.count).lowerCorrelation(
            partial, rows: all.rows)
        guard explained.all >= Self.bound, explained.all > explained.train, lower > 0 else { return nil }
        return
            "has \(both.count) values that several rows share, and the mean label of all rows with a value gives back "
            + "\(rounded(100 * explained.all)) % of its variation, that of the train rows \(rounded(100 * explained.train)) %; "
            + "at the same train labels its correlation with the later ones is \(rounded(partial)) (at least "
            + "\(rounded(lower))): it was made with them"
    }

    /// The share of the values' variation, by rows, that a straight line on the groups' mean labels gives back.
    private func explained(_ groups: [Double: Group]) -> (all: Double, train: Double) {
        var all = WeightedLine()
        var train = WeightedLine()
        for (value, group) in groups.sorted(by: { $0.key < $1.key }) {
            let count = group.train.count + group.later.count
            all.add(value, (group.train.positives + group.later.positives) / count, weight: count)
            train.add(value, group.train.positives / group.train.count, weight: count)
        }
        return (all.explained, train.explained)
    }

    /// Whether, within a category, the value is lower for positives by one over the rows less one.
    ///
    /// - Complexity: O(rows x categories).
    private func leaveOneOut(_ values: [Double], _ categories: [(name: String, levels: RowCodes)]) -> String?
    {
        for (name, levels) in categories {
            var own = [LevelValues](repeating: LevelValues(), count: levels.count)
            for (row, code) in levels.codes.enumerated() where code >= 0 && !values[row].isNaN {
                own[Int(code)].add(values[row], isPositive: frame.labels[row])
            }
            let mixed = own.count(where: \.isMixed)
            guard mixed >= 3 else { continue }
            let hits = own.count { $0.isMixed && $0.isLowerForPositives }
            guard Double(hits) >= 0.95 * Double(mixed) else { continue }
            return
                "has two values in \(hits) of the \(mixed) levels of \(name) with both answers, the lower "
                + "one for positives: it is the mean label of the level's other rows, and gives the row's own label away"
        }
        return nil
    }
}
