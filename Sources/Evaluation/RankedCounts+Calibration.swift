extension RankedCounts {
    /// Slope and intercept of the outcome's logistic regression on the logit: 1 and 0 when calibrated.
    ///
    /// Undefined where the classes are separated or all probabilities equal, for then no fit exists.
    /// - Complexity: O(n_levels) a Newton step, few steps.
    public func recalibration() -> (slope: MetricEstimate, intercept: MetricEstimate) {
        guard let fit = Recalibration(self, fixesSlope: false) else {
            let reason = MetricEstimate.undefined(noFit + " or all probabilities equal")
            return (reason, reason)
        }
        let method = "logistic recalibration; wald 95%"
        return (
            Self.wald(fit.slope, fit.slopeError, method), Self.wald(fit.intercept, fit.interceptError, method)
        )
    }

    /// The intercept of that regression with the slope held at 1: 0 when the mean level is right.
    public func calibrationInTheLarge() -> MetricEstimate {
        guard let fit = Recalibration(self, fixesSlope: true) else { return .undefined(noFit) }
        return Self.wald(fit.intercept, fit.interceptError, "logistic recalibration, slope 1; wald 95%")
    }

    private var noFit: String {
        positiveCount == 0 || negativeCount == 0 ? Self.oneClass : "classes separated by the score"
    }

    private static func wald(_ value: Double, _ error: Double, _ method: String) -> MetricEstimate {
        let half = NormalInterval.quantile * error
        return MetricEstimate(value: value, lower: value - half, upper: value + half, method: method)
    }
}
