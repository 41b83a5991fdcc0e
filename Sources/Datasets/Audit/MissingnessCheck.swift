internal import Evaluation
internal import Features

/// Finds fields of overwritten sources whose presence tells the label.
///
/// That a value is missing often says something honest of a lead. Much it cannot say, unless it is filled in because of
/// what became of the lead.
struct MissingnessCheck {
    let train: TimeSlicedFrame
    let lineage: FeatureLineage
    let separations: [FeatureSeparation]

    /// From where presence alone is too good: the AUROC found, and what it is at least.
    private static let bound = 0.75
    private static let lowerBound = 0.65
    /// From where it is worth a look.
    ///
    /// Measured: of 2,520 honest fields of simulated exports three have more, 0.710 at most.
    private static let notedBound = 0.70
    private static let notedLowerBound = 0.66

    func run() -> [AuditFinding] {
        let asserted = separations.filter { lineage.overwritten.contains($0.name) && $0.missing.value != nil }
        let bounds = SimultaneousBounds(count: asserted.count)
        let positives = train.labels.count { $0 }
        let found = asserted.compactMap { feature -> AuditFinding? in
            guard let area = feature.missing.value, area >= Self.notedBound else { return nil }
            let lower = bounds.lowerArea(
                feature.missing, positives: positives, negatives: train.rowCount - positives)
            let isRefused = area >= Self.bound && lower >= Self.lowerBound
            guard isRefused || lower >= Self.notedLowerBound,
                let column = train.features.column(feature.name)
            else { return nil }
            let filled = filled(column)
            return AuditFinding(
                .predictiveMissingness, isRefused ? .fail : .warn, field: feature.name,
                evidence:
                    "\(percent(filled.positives.count, of: filled.positives.of)) of the positive and "
                    + "\(percent(filled.negatives.count, of: filled.negatives.of)) of the negative train rows have a "
                    + "value of \(feature.name): whether there is one has AUROC \(rounded(area)) (at least "
                    + "\(rounded(lower)), bound \(isRefused ? Self.bound : Self.notedBound))",
                remedy: "a value that is filled in once the outcome is there is no feature: declare known: "
                    + "afterOutcome, or bring the times at which it was filled in")
        }
        if !found.isEmpty { return found }
        let best = asserted.max { ($0.missing.value ?? 0) < ($1.missing.value ?? 0) }
        let text =
            best.map {
                "the presence that tells most is that of \($0.name) with AUROC \(rounded($0.missing.value ?? 0.5))"
            } ?? "no field of a source without history is missing in some rows"
        return [AuditFinding(.predictiveMissingness, .pass, evidence: text)]
    }

    private func filled(_ column: FeatureColumn) -> (
        positives: (count: Int, of: Int), negatives: (count: Int, of: Int)
    ) {
        var positives = (count: 0, of: 0)
        var negatives = (count: 0, of: 0)
        for (row, isPositive) in train.labels.enumerated() {
            let isThere =
                switch column.values {
                case .numbers(let values): !values[row].isNaN
                case .categories(let values): values[row] != nil
                }
            if isPositive {
                positives.of += 1
                if isThere { positives.count += 1 }
            } else {
                negatives.of += 1
                if isThere { negatives.count += 1 }
            }
        }
        return (positives, negatives)
    }
}
