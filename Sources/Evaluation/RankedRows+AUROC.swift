import Glibc

extension RankedRows {
    /// The area under the ROC curve with a 95 % interval on the logit scale: DeLong's, or by clusters Obuchowski's.
    ///
    /// Where the variance is 0 or does not exist (perfect separation, all scores tied, one positive or one negative)
    /// the interval is Newcombe's method 5, with clusters for rows. With one class only the metric is undefined.
    /// - Complexity: O(n).
    /// - Source: `RankedCounts.auroc`; N. A. Obuchowski, Biometrics 53 (1997) 567-578.
    public func auroc() -> MetricEstimate {
        var plain = counts.auroc()
        guard let clusters, let area = plain.value else { return plain }
        guard clusters.count >= Self.minimumClusters else {
            return estimate(area, variance: nil, name: "auroc")
        }
        let placements = counts.placements()
        var sums = PlacementSums(clusterCount: clusters.count)
        for row in levels.indices {
            let placement = placements[Int(levels[row])]
            let isPositive = labels[row]
            sums.add(
                (isPositive ? placement.ofPositive : placement.ofNegative) - area, isPositive: isPositive,
                cluster: Int(clusters.numbers[row]))
        }
        let variance = sums.variance(
            positiveCount: counts.positiveCount, negativeCount: counts.negativeCount)
        guard let variance, variance > 1e-24, area > 0, area < 1 else {
            (plain.lower, plain.upper) = RankedCounts.newcombe(
                area, Double(sums.positiveClusters), Double(sums.negativeClusters))
            plain.method =
                "newcombe 95%" + (byClusters ?? "") + " (Obuchowski's variance is zero or undefined)"
            return plain
        }
        let logit = log(area / (1 - area))
        let half = quantile * variance.squareRoot() / (area * (1 - area))
        return MetricEstimate(
            value: area, lower: 1 / (1 + exp(half - logit)), upper: 1 / (1 + exp(-half - logit)),
            method: "obuchowski t 95% (logit)" + (byClusters ?? ""))
    }
}
