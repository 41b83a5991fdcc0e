extension PairedScores {
    /// The difference of one metric, candidate less baseline.
    struct Difference: Sendable {
        /// The metric's name, as `EvaluationPlan.evaluate` has it.
        var metric: String
        var estimate: MetricEstimate
    }

    /// The differences of all metrics but AUROC, with percentile intervals of one bootstrap.
    ///
    /// Each resample draws whole rows, or whole clusters, so both scores see the same ones. Metrics of the ranking are
    /// found anew in each resample. Means over rows (Brier score, log loss, net benefit) are weighted anew; the
    /// calibration slope takes one Newton step from the fit of all rows, and the calibration error, whose bins stay as
    /// they are, moves by the rows' influence on it.
    /// - Parameters:
    ///   - plan: the top share, the capacity, the thresholds, resamples and seed.
    ///   - capacity: the rows that can be worked on; nil leaves the metrics at capacity out.
    /// - Complexity: O(resamples * n) on all processors.
    /// - Source: B. Efron, R. J. Tibshirani, "An introduction to the bootstrap", chapter 14; A. J. Vickers et al.,
    ///   BMC Medical Informatics and Decision Making 8 (2008) 53, for net benefit.
    func differences(_ plan: EvaluationPlan, capacity: Int?) -> [Difference] {
        let rankings = PairedRankings(self, depths: RankingDepths(top: plan.top, capacity: capacity))
        let sums = areProbabilities ? PairedSums(self, thresholds: plan.thresholds) : nil
        let rankingMetrics = PairedRankings.metrics(capacity: capacity)
        let metrics = rankingMetrics + (sums?.metrics ?? [])
        @Sendable func measure(_ weights: Span<UInt8>) -> [Double?] {
            var differences: [Double?] = []
            differences.reserveCapacity(metrics.count)
            rankings.appendDifferences(weights, capacity: capacity, to: &differences)
            sums?.appendDifferences(weights, to: &differences)
            return differences
        }
        let found = measure([UInt8](repeating: 1, count: rows.count).span)
        let resampling = Resampling(
            count: plan.pairedResamples, seed: plan.seed, rowCount: rows.count, clusters: clusters)
        let drawn = resampling.map(measure)
        let units = PercentileInterval.Units(rowCount: rows.count, clusters)
        return metrics.enumerated().map { place, metric in
            guard let value = found[place] else {
                return Difference(metric: metric.name, estimate: .undefined(metric.reason))
            }
            let interval = PercentileInterval(drawn.map { $0[place] }, of: units, prefix: metric.method)
            let isOfOneScore = place < rankingMetrics.count ? rankAlike : areEqual
            return Difference(
                metric: metric.name, estimate: interval.estimate(of: value, isOfOneScore: isOfOneScore))
        }
    }

    /// What is said of a difference.
    struct Metric {
        var name: String
        var method: String
        /// Why it may be undefined.
        var reason: String
    }
}
