import Glibc

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
    public func auroc() -> MetricEstimate {
        let positiveCount = positiveCount
        let negativeCount = negativeCount
        guard positiveCount > 0, negativeCount > 0 else { return .undefined(Self.oneClass) }
        let area = concordance(positiveCount, negativeCount)
        let variance = delongVariance(area, positiveCount, negativeCount)
        guard variance > 1e-24, area > 0, area < 1 else {
            let (lower, upper) = Self.newcombe(area, Double(positiveCount), Double(negativeCount))
            return MetricEstimate(
                value: area, lower: lower, upper: upper,
                method: "newcombe 95% (DeLong's variance is zero or undefined)")
        }
        let logit = log(area / (1 - area))
        let half = NormalInterval.quantile * variance.squareRoot() / (area * (1 - area))
        return MetricEstimate(
            value: area, lower: 1 / (1 + exp(half - logit)), upper: 1 / (1 + exp(-half - logit)),
            method: "delong 95% (logit)")
    }

    /// Pairs in which the positive scores higher, ties counted half, over all pairs; counted in integers.
    private func concordance(_ positiveCount: Int, _ negativeCount: Int) -> Double {
        var below = negativeCount
        var halves = 0
        for level in scores.indices {
            below -= negatives[level]
            halves += positives[level] * (2 * below + negatives[level])
        }
        return Double(halves) / (2 * Double(positiveCount) * Double(negativeCount))
    }

    private func delongVariance(_ area: Double, _ positiveCount: Int, _ negativeCount: Int) -> Double {
        guard positiveCount > 1, negativeCount > 1 else { return 0 }
        var negativesBelow = negativeCount
        var positivesAbove = 0
        var ofPositives = 0.0
        var ofNegatives = 0.0
        for level in scores.indices {
            negativesBelow -= negatives[level]
            let beaten =
                (Double(negativesBelow) + Double(negatives[level]) / 2) / Double(negativeCount) - area
            let beating =
                (Double(positivesAbove) + Double(positives[level]) / 2) / Double(positiveCount) - area
            ofPositives += Double(positives[level]) * beaten * beaten
            ofNegatives += Double(negatives[level]) * beating * beating
            positivesAbove += positives[level]
        }
        return ofPositives / Double(positiveCount - 1) / Double(positiveCount)
            + ofNegatives / Double(negativeCount - 1) / Double(negativeCount)
    }

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
