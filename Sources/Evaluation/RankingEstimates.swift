/// Metrics of a ranking with percentile intervals of one bootstrap.
public struct RankingEstimates: Sendable {
    /// The area under the ROC curve.
    public let auroc: MetricEstimate
    /// Mean precision over the steps of recall, tied rows taken together.
    public let averagePrecision: MetricEstimate
    /// The share of positives in the top share.
    public let precision: MetricEstimate
    /// The positives among as many rows as can be worked on.
    public let winsAtCapacity: MetricEstimate
    /// Their share among those rows.
    public let precisionAtCapacity: MetricEstimate
    /// Their share among all positives.
    public let recallAtCapacity: MetricEstimate
}
