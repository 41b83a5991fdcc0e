internal import Features

/// Checks of what slices share: time, rows and groups.
struct SliceChecks {
    let frame: TimeSlicedFrame
    let embargo: TimeSpan
    /// By row, the group that slices may have in common, such as the lead's account; nil where none was known.
    let groups: [(name: String, keys: [EntityKey?])]
    let isDisjoint: Bool
    let purged: Int

    func run() -> [AuditFinding] { [overlaps(), duplicates()] + shared() }

    private func overlaps() -> AuditFinding {
        var texts: [String] = []
        var total = 0
        let names = Set(frame.slices).sorted()
        for (earlier, later) in zip(names, names.dropFirst()) {
            guard let first = frame.indices(of: later).map({ frame.features.cutoffs[$0] }).min() else {
                continue
            }
            let own = frame.indices(of: earlier)
            // A label window of no length belongs to a table, where the row's time is all that is known.
            let count = own.count {
                frame.labelEnds[$0] > frame.labelStarts[$0] && frame.labelEnds[$0] + embargo > first
            }
            guard count > 0 else { continue }
            total += count
            texts.append(
                "\(count) of \(own.count) \(earlier.rawValue) labels reach past \(first), the first \(later.rawValue) cutoff"
            )
        }
        guard total > 0 else {
            return AuditFinding(
                .overlappingLabels, .pass,
                evidence: "no label reaches into a later slice; \(purged) rows were purged for that")
        }
        return AuditFinding(
            .overlappingLabels, .fail, evidence: texts.joined(separator: "; "),
            remedy:
                "move the slices apart by the label's window, or waive it with the reason why the data allow no more"
        )
    }

    /// The same features and label in more than one slice.
    private func duplicates() -> AuditFinding {
        var first: [RowKey: SliceName] = [:]
        var count = 0
        for row in 0..<frame.rowCount {
            let key = RowKey(frame, row)
            if let slice = first[key] {
                if slice != frame.slices[row] { count += 1 }
            } else {
                first[key] = frame.slices[row]
            }
        }
        let share = Double(count) / Double(max(1, frame.rowCount))
        // Few features of few values repeat by chance; of copied rows the repeats are most.
        let columns = frame.features.columns.count
        guard count > 0 else {
            return AuditFinding(
                .duplicatesAcrossSlices, .pass, evidence: "no row of one slice is repeated in another")
        }
        return AuditFinding(
            .duplicatesAcrossSlices, share > 0.01 && columns > 1 ? .warn : .pass,
            evidence:
                "\(count) of \(frame.rowCount) rows (\(rounded(100 * share)) %) have the \(columns) features and the "
                + "label of a row in an earlier slice",
            remedy: "look for copied rows; what repeats by chance does no harm")
    }

    /// Entities and groups in more than one slice, where slices are not disjoint.
    private func shared() -> [AuditFinding] {
        guard !isDisjoint else { return [] }
        var findings: [AuditFinding] = []
        for group in groups {
            var slices: [EntityKey: Set<SliceName>] = [:]
            for (row, key) in group.keys.enumerated() {
                if let key { slices[key, default: []].insert(frame.slices[row]) }
            }
            let shared = slices.values.count { $0.count > 1 }
            guard shared > 0 else { continue }
            findings.append(
                AuditFinding(
                    .duplicatesAcrossSlices, .warn, field: group.name,
                    evidence: "\(shared) of \(slices.count) \(group.name)s have rows in more than one slice",
                    remedy: "write slices: {disjoint: \(group.name)} to judge the model on unseen ones"))
        }
        return findings
    }
}

/// A row's features and label, to the bit.
private struct RowKey: Hashable {
    let numbers: [UInt64]
    let texts: [String?]
    let label: Bool

    init(_ frame: TimeSlicedFrame, _ row: Int) {
        var numbers: [UInt64] = []
        var texts: [String?] = []
        for column in frame.features.columns {
            switch column.values {
            case .numbers(let values): numbers.append(values[row].bitPattern)
            case .categories(let values): texts.append(values[row])
            }
        }
        self.numbers = numbers
        self.texts = texts
        label = frame.labels[row]
    }
}
