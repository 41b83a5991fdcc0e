import Glibc

extension RankedRows {
    /// The mean squared distance of probability and outcome.
    ///
    /// - Source: G. W. Brier, Monthly Weather Review 78 (1950) 1-3; scikit-learn's `brier_score_loss`.
    public func brierScore() -> MetricEstimate {
        mean(within: 0...1) { level, isPositive in squaredError(level, isPositive) }
    }

    /// The mean negative log likelihood, in nats; probabilities are kept 2.2e-16 away from 0 and 1.
    ///
    /// - Source: scikit-learn's `log_loss`.
    public func logLoss() -> MetricEstimate {
        mean(within: 0...Double.infinity) { level, isPositive in
            let kept = RankedCounts.awayFromEnds(counts.scores[level])
            return -log(isPositive ? kept : 1 - kept)
        }
    }

    /// The mean predicted probability.
    public func meanProbability() -> MetricEstimate {
        mean(within: 0...1) { level, _ in counts.scores[level] }
    }

    /// The share of positives, with Wilson's 95 % interval.
    ///
    /// Where rows belong together, the interval is that of as many independent rows as would tell the same.
    /// - Source: E. L. Korn, B. I. Graubard, Survey Methodology 24 (1998) 193-201, for the effective size.
    public func baseRate() -> MetricEstimate {
        let total = Double(count)
        let share = Double(counts.positiveCount) / total
        guard let clusters else {
            let (lower, upper) = NormalInterval.wilson(
                successes: Double(counts.positiveCount), trials: total)
            return MetricEstimate(value: share, lower: lower, upper: upper, method: "wilson 95%")
        }
        let pull = influence { _, isPositive in (isPositive ? 1 : 0) - share }
        guard let variance = variance(of: pull) else {
            return estimate(share, variance: nil, name: "share")
        }
        let size =
            variance > 0
            ? StudentInterval.effective(min(total, share * (1 - share) / variance), clusters: clusters.count)
            : Double(clusters.count)
        let (lower, upper) = NormalInterval.wilson(successes: share * size, trials: size)
        return MetricEstimate(
            value: share, lower: min(share, lower), upper: max(share, upper),
            method: "wilson 95% at the effective size" + (byClusters ?? ""))
    }

    func squaredError(_ level: Int, _ isPositive: Bool) -> Double {
        let distance = isPositive ? 1 - counts.scores[level] : counts.scores[level]
        return distance * distance
    }

    /// The mean of something over all rows, and how far each row pulls it.
    func meanInfluence(
        _ contribution: (_ level: Int, _ isPositive: Bool) -> Double
    ) -> (mean: Double, pull: Influence) {
        var pull = influence(contribution)
        var sum = 0.0
        for level in counts.scores.indices {
            let (positives, negatives) = (counts.positives[level], counts.negatives[level])
            if positives > 0 { sum += Double(positives) * pull.ofPositive[level] }
            if negatives > 0 { sum += Double(negatives) * pull.ofNegative[level] }
        }
        let mean = sum / Double(count)
        for level in counts.scores.indices {
            pull.ofPositive[level] -= mean
            pull.ofNegative[level] -= mean
        }
        return (mean, pull)
    }

    /// The mean of something over all rows, with its interval.
    func mean(
        within range: ClosedRange<Double>, name: String = "mean",
        _ contribution: (_ level: Int, _ isPositive: Bool) -> Double
    ) -> MetricEstimate {
        let (mean, pull) = meanInfluence(contribution)
        return estimate(mean, variance: variance(of: pull), name: name, within: range)
    }
}

extension RankedCounts {
    static func awayFromEnds(_ probability: Double) -> Double {
        min(max(probability, .ulpOfOne), 1 - .ulpOfOne)
    }
}
