public import Datasets
public import Features

/// The frame of a pipeline with labels and slices, and where it came from: what training, evaluation and audit see.
public struct PreparedData: Sendable {
    /// Features, labels and slices of every usable case.
    public let frame: TimeSlicedFrame
    /// The cases with those that are in no slice, which the audit goes through; nil for a plain table.
    let plan: CasePlan?
    /// Cases by slice and month of the cutoff; nil for a plain table.
    public var labels: [CasePlan.Count]? { plan?.counts }
    /// The first instant of which the outcome's source knows nothing; nil for a plain table.
    public var horizon: Instant? { plan?.horizon }
    /// The first instant after every answer that a scorer of these rows is fitted on; nil for a plain table.
    var fittedUntil: Instant? {
        guard plan != nil else { return nil }
        return frame.slices.indices.filter { [.train, .calibrate].contains(frame.slices[$0]) }
            .map { frame.labelEnds[$0] }.max()
    }
    /// Rows by slice.
    public let summaries: [Lineage.SliceLineage]
    /// The data files.
    public let sources: [Lineage.SourceLineage]
    /// What was assumed about times.
    public let assumptions: [String]

    /// A slice's rows and labels.
    ///
    /// - Throws: `WorkflowError.unusable` if the slice is empty or all its labels are equal: nothing can be fitted to
    ///   or measured on it.
    /// - Complexity: O(rows x columns).
    public func rows(in slice: SliceName) throws -> (frame: FeatureFrame, labels: [Bool]) {
        let rows = frame.slice(slice)
        let positives = rows.labels.count { $0 }
        if positives == 0 || positives == rows.rowCount {
            let what =
                rows.rowCount == 0
                ? "the \(slice.rawValue) slice has no rows"
                : "the \(slice.rawValue) slice has \(positives == 0 ? "no positives" : "only positives") among its \(rows.rowCount) rows"
            throw WorkflowError.unusable(
                what: what,
                remedy:
                    "check the label's definition and window, and the slice's dates, against `leadline check`"
            )
        }
        return (rows.features, rows.labels)
    }

    /// The first instant after the label window of each of a slice's rows.
    func labelEnds(in slice: SliceName) -> [Instant] {
        frame.indices(of: slice).map { frame.labelEnds[$0] }
    }

    /// The features that a model can learn nothing from, in sentences that say what to do.
    ///
    /// - Complexity: O(rows x columns).
    public var idleFeatures: [String] {
        let rows = frame.slices.count { $0 == .train }
        return frame.idleFeatures.map { name, idleness in
            let what =
                switch idleness {
                case .missing: "none of the \(rows) rows of the train slice has a value"
                case .constant: "all \(rows) rows of the train slice have the same value"
                }
            return
                "feature \(name): \(what); check its definition and the events it looks at, or leave it out"
        }
    }
}
