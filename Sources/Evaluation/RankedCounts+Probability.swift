import Glibc

extension RankedCounts {
    /// The mean squared distance of probability and outcome.
    ///
    /// - Source: G. W. Brier, Monthly Weather Review 78 (1950) 1-3; scikit-learn's `brier_score_loss`.
    public func brierScore() -> MetricEstimate {
        mean(floor: 0) { probability, positive in
            let distance = positive ? 1 - probability : probability
            return distance * distance
        }
    }

    /// The mean negative log likelihood, in nats; probabilities are kept 2.2e-16 away from 0 and 1.
    ///
    /// - Source: scikit-learn's `log_loss`.
    public func logLoss() -> MetricEstimate {
        mean(floor: 0) { probability, positive in
            let kept = Self.awayFromEnds(probability)
            return -log(positive ? kept : 1 - kept)
        }
    }

    /// The mean predicted probability.
    public func meanProbability() -> MetricEstimate { mean(floor: 0) { probability, _ in probability } }

    /// The share of positives, with Wilson's 95 % interval.
    public func baseRate() -> MetricEstimate {
        let total = positiveCount
        let (lower, upper) = NormalInterval.wilson(successes: Double(total), trials: Double(count))
        return MetricEstimate(
            value: Double(total) / Double(count), lower: lower, upper: upper, method: "wilson 95%")
    }

    /// The mean distance of mean probability and share of positives over ten bins of equal mass.
    ///
    /// It has no interval: its bootstrap is biased upwards.
    public func expectedCalibrationError() -> MetricEstimate {
        let total = Double(count)
        let sum = calibrationBins().reduce(0.0) { partial, bin in
            partial + Double(bin.count) * abs(bin.meanProbability - bin.observedRate)
        }
        return MetricEstimate(
            value: sum / total, method: "10 bins of equal mass, ties kept together; no interval")
    }

    static func awayFromEnds(_ probability: Double) -> Double {
        min(max(probability, .ulpOfOne), 1 - .ulpOfOne)
    }

    private func mean(floor: Double, _ contribution: (Double, Bool) -> Double) -> MetricEstimate {
        let total = Double(count)
        var sum = 0.0
        for level in scores.indices {
            if positives[level] > 0 { sum += Double(positives[level]) * contribution(scores[level], true) }
            if negatives[level] > 0 { sum += Double(negatives[level]) * contribution(scores[level], false) }
        }
        let mean = sum / total
        guard count > 1 else { return MetricEstimate(value: mean, method: "mean; one row, no interval") }
        var squares = 0.0
        for level in scores.indices {
            let ofPositive = contribution(scores[level], true) - mean
            let ofNegative = contribution(scores[level], false) - mean
            squares += Double(positives[level]) * ofPositive * ofPositive
            squares += Double(negatives[level]) * ofNegative * ofNegative
        }
        let half = NormalInterval.quantile * (squares / (total - 1) / total).squareRoot()
        return MetricEstimate(
            value: mean, lower: max(floor, mean - half), upper: mean + half, method: "mean; normal 95%")
    }
}
