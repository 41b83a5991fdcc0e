internal import Evaluation
internal import Glibc

/// One-sided confidence bounds that hold for all fields of a check together.
///
/// A check accuses a field only where the bound on its figure, not the figure alone, is beyond what honest fields
/// have. For fields that are honest in that sense the chance that the check accuses any of them is at most
/// `falseAlarmRate`, however many there are (Bonferroni's inequality: each bound errs with the rate over their number).
struct SimultaneousBounds {
    /// The chance that a check accuses any honest field of a data set.
    static let falseAlarmRate = 0.01

    /// The quantile of the standard normal distribution that each bound uses.
    let quantile: Double

    /// Bounds for so many figures.
    init(count: Int) { quantile = -Self.normalQuantile(Self.falseAlarmRate / Double(max(1, count))) }

    /// Wilson's lower bound of a proportion.
    ///
    /// Source: E. B. Wilson, JASA 22 (1927) 209-212.
    func lower(_ successes: Int, of trials: Int) -> Double {
        guard trials > 0 else { return 0 }
        return wilson(Double(successes), Double(trials), sign: -1)
    }

    /// Wilson's upper bound of a proportion.
    func upper(_ successes: Int, of trials: Int) -> Double {
        guard trials > 0 else { return 1 }
        return wilson(Double(successes), Double(trials), sign: 1)
    }

    /// The lower bound of a difference of two proportions, the second times a factor: Newcombe's method 10.
    ///
    /// Source: R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890.
    func lowerDifference(
        _ first: (count: Int, of: Int), _ second: (count: Int, of: Int), times factor: Double = 1
    ) -> Double {
        guard first.of > 0, second.of > 0 else { return -1 }
        let (p, q) = (Double(first.count) / Double(first.of), Double(second.count) / Double(second.of))
        let down = p - lower(first.count, of: first.of)
        let up = factor * (upper(second.count, of: second.of) - q)
        return p - factor * q - (down * down + up * up).squareRoot()
    }

    /// The lower bound of a correlation, by Fisher's transformation.
    ///
    /// Source: R. A. Fisher, Metron 1 (1921) 3-32; for a partial correlation the rows lose one degree of freedom.
    func lowerCorrelation(_ correlation: Double, rows: Int) -> Double {
        guard rows > 4 else { return -1 }
        let clamped = min(max(correlation, -0.999_999_999), 0.999_999_999)
        return tanh(atanh(clamped) - quantile / Double(rows - 4).squareRoot())
    }

    /// The lower bound of an area under the ROC curve.
    ///
    /// DeLong's interval on the logit scale, widened to the quantile; near 1, where one exception decides that
    /// interval, Newcombe's method 5.
    ///
    /// Source: R. G. Newcombe, Statistics in Medicine 25 (2006) 559-573.
    func lowerArea(_ area: MetricEstimate, positives: Int, negatives: Int) -> Double {
        guard let value = area.value, let lower = area.lower, positives > 0, negatives > 0 else { return 0 }
        guard value < 0.95, lower > 0, lower < value else {
            return newcombe(value, Double(positives), Double(negatives))
        }
        let logit = log(value / (1 - value))
        return 1 / (1 + exp(-logit + (logit - log(lower / (1 - lower))) * quantile / 1.959963984540054))
    }

    /// The area below the estimate whose distance to it is the quantile times its own standard error, by bisection.
    private func newcombe(_ area: Double, _ positives: Double, _ negatives: Double) -> Double {
        let mean = (positives + negatives) / 2 - 1
        func isOutside(_ trial: Double) -> Bool {
            let terms = 1 + mean * (1 - trial) / (2 - trial) + mean * trial / (1 + trial)
            let variance = trial * (1 - trial) * terms / (positives * negatives)
            return (area - trial) * (area - trial) > quantile * quantile * variance
        }
        var (outside, inside) = (0.0, area)
        for _ in 0..<60 {
            let middle = (outside + inside) / 2
            if isOutside(middle) { outside = middle } else { inside = middle }
        }
        return (outside + inside) / 2
    }

    private func wilson(_ successes: Double, _ trials: Double, sign: Double) -> Double {
        let share = successes / trials
        let square = quantile * quantile
        let centre = share + square / (2 * trials)
        let spread = share * (1 - share) / trials + square / (4 * trials * trials)
        return min(1, max(0, (centre + sign * quantile * spread.squareRoot()) / (1 + square / trials)))
    }

    /// The quantile of the standard normal distribution at a chance below one half.
    ///
    /// Rational approximation with an error below 4.5e-4, which is far less than a bound is worth.
    /// Source: M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions (1964), 26.2.23.
    private static func normalQuantile(_ chance: Double) -> Double {
        let t = (-2 * log(chance)).squareRoot()
        let numerator = 2.515517 + t * (0.802853 + t * 0.010328)
        let denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
        return -(t - numerator / denominator)
    }
}
