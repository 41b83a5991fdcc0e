internal import Features

/// Checks of what slices share in time.
struct SliceChecks {
    let frame: TimeSlicedFrame
    let embargo: TimeSpan
    let purged: Int

    /// From which share of the cases slices are closer than the label's window by more than a border.
    private static let warned = 0.01

    func run() -> AuditFinding {
        var texts: [String] = []
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
            let twice = shared(from: earlier, to: later)
            texts.append(
                "\(count) of \(own.count) \(earlier.rawValue) labels reach past \(first), the first \(later.rawValue) cutoff"
                    + (twice > 0
                        ? ", and \(twice) \(later.rawValue) labels are of an entity whose \(earlier.rawValue) label they overlap"
                        : ""))
        }
        if texts.isEmpty, Double(purged) >= Self.warned * Double(purged + frame.rowCount), purged > 0 {
            return AuditFinding(
                .overlappingLabels, .warn,
                evidence:
                    "\(purged) of the \(purged + frame.rowCount) cases of the slices were left out, since their labels reach "
                    + "into a later slice: the slices are closer to each other than the label's window",
                remedy:
                    "nothing leaks any more; move the slices apart by the label's window to choose what is left out"
            )
        }
        guard !texts.isEmpty else {
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

    /// How many labels of a slice overlap one of an earlier slice of the same entity: one outcome answers both.
    private func shared(from earlier: SliceName, to later: SliceName) -> Int {
        var ends: [EntityKey: Instant] = [:]
        for row in frame.indices(of: earlier) {
            let entity = frame.features.entities[row]
            ends[entity] = max(ends[entity] ?? frame.labelEnds[row], frame.labelEnds[row])
        }
        return frame.indices(of: later).count { row in
            ends[frame.features.entities[row]].map { $0 > frame.labelStarts[row] } ?? false
        }
    }
}
