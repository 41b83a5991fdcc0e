import Datasets
import Features
import Storage

/// Whether a scorer has seen answers of the slice that it is to be measured on.
///
/// A version that learned from the slice looks better there than it is, so that nothing could be held against it.
struct SliceOverlap {
    /// What a scorer that is to be compared was made from.
    let lineage: Lineage
    /// Which of its scorers.
    let choice: ScorerChoice

    /// Why the scorer may not be measured on the slice, or nil.
    ///
    /// - Parameters:
    ///   - candidate: the lineage of the version whose slice it is.
    ///   - first: the slice's first cutoff; nil for a plain table.
    func reason(onSliceOf candidate: Lineage, first: Instant?) -> String? {
        guard let first else { return tableReason(candidate) }
        guard let until = fittedUntil else {
            return "its lineage does not say until when it was fitted; train it again"
        }
        if until <= first { return nil }
        let scorer = choice == .served && lineage.refit != nil ? "its served scorer" : "it"
        return
            "\(scorer) was fitted on answers until \(until), and the slice's first cutoff is \(first)\(advice)"
    }

    private var advice: String {
        choice == .served && lineage.refit != nil
            ? "; compare with a later test slice, or with the baseline `incumbent_evaluated`"
            : "; compare on a later test slice"
    }

    /// The first instant after every answer it was fitted on.
    private var fittedUntil: Instant? {
        let own = instant(lineage.fittedUntil) ?? latestPossible(lineage.slices)
        guard choice == .served, let refit = lineage.refit else { return own }
        guard let own, let newer = instant(refit.fittedUntil) ?? latestPossible(refit.slices) else {
            return nil
        }
        return max(own, newer)
    }

    private func instant(_ text: String?) -> Instant? { text.flatMap { try? Instant($0) } }

    /// For a lineage without the instant: the last cutoff's day with its whole window, and a day for the hour of the
    /// cutoff and one for the zone.
    private func latestPossible(_ slices: [Lineage.SliceLineage]) -> Instant? {
        let last = slices.filter { ["train", "calibrate"].contains($0.name) }.map(\.to).max()
        guard let last, let day = try? Instant(date: last), let label = lineage.settings["label"],
            let definition = try? CanonicalJSON.decode(
                LabelDefinition.self, from: label, file: VersionFile.lineage)
        else { return nil }
        return day + .days(2) + definition.window + (definition.maturity ?? .days(0))
    }

    /// A table's rows have an order and no windows: only the same file can be compared row by row.
    private func tableReason(_ candidate: Lineage) -> String? {
        func order(_ lineage: Lineage) -> [JSONValue?] {
            ["order", "format", "select"].map { lineage.settings["table"]?[$0] }
        }
        guard lineage.digests == candidate.digests, order(lineage) == order(candidate),
            let first = candidate.slices.first(where: { $0.name == "test" })?.from
        else {
            return
                "it was trained on another table, so that nobody can say whether it has seen the rows of the slice"
        }
        let fitted = lineage.slices.filter { ["train", "calibrate"].contains($0.name) }.map(\.to)
        let isEarlier = fitted.allSatisfy { last in
            if let last = Int(last), let first = Int(first) { return last < first }
            return last < first
        }
        return isEarlier && !fitted.isEmpty ? nil : "it was fitted on rows of the slice"
    }
}
