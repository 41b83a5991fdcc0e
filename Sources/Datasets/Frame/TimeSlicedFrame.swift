public import Features

/// Features of all used cases with their labels and slices: what training, calibration and evaluation see.
///
/// Rows are by cutoff, then entity; every array has a row's entry.
public struct TimeSlicedFrame: Sendable {
    /// The features, in (n_rows).
    public let features: FeatureFrame
    /// Whether each row turned out positive.
    public let labels: [Bool]
    /// The slice of each row.
    public let slices: [SliceName]
    /// The first instant of each row's label window.
    public let labelStarts: [Instant]
    /// The first instant after each row's label window and the time it takes to mature.
    public let labelEnds: [Instant]

    /// Creates a frame.
    ///
    /// - Precondition: all counts are equal.
    public init(
        features: FeatureFrame, labels: [Bool], slices: [SliceName], labelStarts: [Instant],
        labelEnds: [Instant]
    ) {
        let count = features.rowCount
        precondition(labels.count == count && slices.count == count)
        precondition(labelStarts.count == count && labelEnds.count == count)
        self.features = features
        self.labels = labels
        self.slices = slices
        self.labelStarts = labelStarts
        self.labelEnds = labelEnds
    }

    /// Folds the events of a log into the features of a plan's used cases.
    ///
    /// - Complexity: O(events + rows x features x log events).
    public init(_ plan: CasePlan, log: EventLog, features: FeatureSet) {
        let used = plan.cases.filter { $0.slice != nil }
        self.init(
            features: log.frame(features, of: used.map { (entity: $0.entity, cutoff: $0.cutoff) }),
            labels: used.map { $0.label == .positive }, slices: used.compactMap(\.slice),
            labelStarts: used.map(\.labelStart), labelEnds: used.map(\.labelEnd))
    }

    /// The number of rows.
    public var rowCount: Int { labels.count }

    /// The indices of a slice's rows, in order.
    ///
    /// - Complexity: O(rows).
    public func indices(of slice: SliceName) -> [Int] { slices.indices.filter { slices[$0] == slice } }

    /// The rows at these indices, in their order.
    ///
    /// - Complexity: O(rows x columns).
    public func rows(_ indices: [Int]) -> TimeSlicedFrame {
        TimeSlicedFrame(
            features: features.rows(indices), labels: indices.map { labels[$0] },
            slices: indices.map { slices[$0] }, labelStarts: indices.map { labelStarts[$0] },
            labelEnds: indices.map { labelEnds[$0] })
    }

    /// The frame without the columns of these names.
    func without(_ names: Set<String>) -> TimeSlicedFrame {
        TimeSlicedFrame(
            features: features.without(names), labels: labels, slices: slices, labelStarts: labelStarts,
            labelEnds: labelEnds)
    }

    /// The rows of a slice.
    public func slice(_ name: SliceName) -> TimeSlicedFrame { rows(indices(of: name)) }
}
