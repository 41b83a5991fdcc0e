extension RankedCounts {
    /// The area under the ROC curve with DeLong's 95 % interval on the logit scale.
    ///
    /// Where DeLong's variance is 0 or does not exist (perfect separation, all scores tied, one positive or
    /// one negative) the interval is Newcombe's method 5. With one class only the metric is undefined.
    ///
    /// - Complexity: O(n_levels).
    /// - Source: DeLong, DeLong, Clarke-Pearson, Biometrics 44 (1988) 837-845; midranks as in Sun and Xu,
    ///   IEEE Signal Processing Letters 21 (2014) 1389-1393; R. G. Newcombe, Statistics in Medicine 25
    ///   (2006) 559-573.
    public func auroc() -> MetricEstimate { Concordance(self).auroc() }

    /// The areas whose distance to the estimate is the quantile times their own standard error, by bisection.
    static func newcombe(
        _ area: Double, _ positiveCount: Double, _ negativeCount: Double
    ) -> (lower: Double, upper: Double) {
        let mean = (positiveCount + negativeCount) / 2 - 1
        func excess(_ trial: Double) -> Double {
            let terms = 1 + mean * (1 - trial) / (2 - trial) + mean * trial / (1 + trial)
            let variance = trial * (1 - trial) * terms / (positiveCount * negativeCount)
            return (area - trial) * (area - trial)
                - NormalInterval.quantile * NormalInterval.quantile * variance
        }
        // The excess is negative next to the estimate and not negative at 0 and at 1.
        func root(outside: Double, inside: Double) -> Double {
            var outside = outside
            var inside = inside
            for _ in 0..<80 {
                let middle = (outside + inside) / 2
                if excess(middle) > 0 { outside = middle } else { inside = middle }
            }
            return (outside + inside) / 2
        }
        return (
            area == 0 ? 0 : root(outside: 0, inside: area), area == 1 ? 1 : root(outside: 1, inside: area)
        )
    }
}
