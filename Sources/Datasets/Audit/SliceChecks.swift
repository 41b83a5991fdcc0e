internal import Features

/// Checks of what slices share in time.
struct SliceChecks {
    let frame: TimeSlicedFrame
    let embargo: TimeSpan
    let purged: Int

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
            texts.append(
                "\(count) of \(own.count) \(earlier.rawValue) labels reach past \(first), the first \(later.rawValue) cutoff"
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
}
