extension RankedRows {
    /// Slope and intercept of the outcome's logistic regression on the logit: 1 and 0 when calibrated.
    ///
    /// The intervals are Wald's; by clusters, of the sandwich variance. Undefined where the classes are separated or all
    /// probabilities equal, for then no fit exists.
    /// - Complexity: O(n) a Newton step, few steps.
    /// - Source: K.-Y. Liang, S. L. Zeger, Biometrika 73 (1986) 13-22, for the sandwich.
    public func recalibration() -> (slope: MetricEstimate, intercept: MetricEstimate) {
        guard let fit = Recalibration(counts, fixesSlope: false) else {
            let reason = MetricEstimate.undefined(noFit + " or all probabilities equal")
            return (reason, reason)
        }
        let method = "logistic recalibration"
        guard clusters != nil else {
            return (
                wald(fit.slope, fit.slopeError * fit.slopeError, method),
                wald(fit.intercept, fit.interceptError * fit.interceptError, method)
            )
        }
        let total = Double(count)
        let spread = fit.inverseInformation
        let ofSlope = influence { level, isPositive in
            let score = fit.score(level, isPositive)
            return total * (spread.cross * score.intercept + spread.slope * score.slope)
        }
        let ofIntercept = influence { level, isPositive in
            let score = fit.score(level, isPositive)
            return total * (spread.intercept * score.intercept + spread.cross * score.slope)
        }
        return (
            wald(fit.slope, variance(of: ofSlope), method),
            wald(fit.intercept, variance(of: ofIntercept), method)
        )
    }

    /// The intercept of that regression with the slope held at 1: 0 when the mean level is right.
    public func calibrationInTheLarge() -> MetricEstimate {
        guard let fit = Recalibration(counts, fixesSlope: true) else { return .undefined(noFit) }
        let method = "logistic recalibration, slope 1"
        guard clusters != nil else {
            return wald(fit.intercept, fit.interceptError * fit.interceptError, method)
        }
        let scale = Double(count) * fit.interceptError * fit.interceptError
        let pull = influence { level, isPositive in scale * fit.score(level, isPositive).intercept }
        return wald(fit.intercept, variance(of: pull), method)
    }

    private var noFit: String {
        counts.positiveCount == 0 || counts.negativeCount == 0
            ? RankedCounts.oneClass : "classes separated by the score"
    }

    private func wald(_ value: Double, _ variance: Double?, _ method: String) -> MetricEstimate {
        estimate(value, variance: variance, name: method, interval: "wald 95%")
    }
}
