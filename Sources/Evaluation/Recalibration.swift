import Glibc

/// The logistic regression of the outcome on the logit of the probability.
///
/// A calibrated model has slope 1 and intercept 0. Source: D. R. Cox, Biometrika 45 (1958) 562-565;
/// E. W. Steyerberg, "Clinical Prediction Models".
struct Recalibration {
    private(set) var intercept = 0.0
    private(set) var slope = 1.0
    private(set) var interceptError = 0.0
    private(set) var slopeError = 0.0

    private let logits: [Double]
    private let counts: RankedCounts
    private let fixesSlope: Bool

    private struct Moments {
        var score = (intercept: 0.0, slope: 0.0)
        var information = (intercept: 0.0, cross: 0.0, slope: 0.0)

        var determinant: Double {
            information.intercept * information.slope - information.cross * information.cross
        }
    }

    /// Fits; nil when no finite maximum exists or none is found.
    ///
    /// - Parameter fixesSlope: holds the slope at 1, which gives calibration in the large.
    init?(_ counts: RankedCounts, fixesSlope: Bool) {
        self.counts = counts
        self.fixesSlope = fixesSlope
        logits = counts.scores.map { score in
            let kept = RankedCounts.awayFromEnds(score)
            return log(kept / (1 - kept))
        }
        guard counts.positiveCount > 0, counts.negativeCount > 0 else { return nil }
        if !fixesSlope, isSeparated { return nil }
        guard climb() else { return nil }
        let moments = moments()
        if fixesSlope {
            interceptError = (1 / moments.information.intercept).squareRoot()
        } else {
            interceptError = (moments.information.slope / moments.determinant).squareRoot()
            slopeError = (moments.information.intercept / moments.determinant).squareRoot()
        }
    }

    /// The inverse of the information, where the slope is fitted.
    var inverseInformation: (intercept: Double, cross: Double, slope: Double) {
        let moments = moments()
        let (information, determinant) = (moments.information, moments.determinant)
        return (
            information.slope / determinant, -information.cross / determinant,
            information.intercept / determinant
        )
    }

    /// The derivative of one row's log likelihood.
    func score(_ level: Int, _ isPositive: Bool) -> (intercept: Double, slope: Double) {
        let fitted = 1 / (1 + exp(-(intercept + slope * logits[level])))
        let residual = (isPositive ? 1 : 0) - fitted
        return (residual, residual * logits[level])
    }

    /// How many sums over rows a Newton step is found from.
    static let contributionCount = 5

    /// How a row pulls at the intercept of a fit with a fixed slope.
    struct Pull: Sendable {
        /// The outcome less the fitted probability.
        var residual: Double
        /// What the row adds to the information.
        var information: Double

        static let nothing = Pull(residual: 0, information: 0)
    }

    /// How a row pulls at the intercept.
    func pull(_ level: Int, _ isPositive: Bool) -> Pull {
        let fitted = 1 / (1 + exp(-(intercept + slope * logits[level])))
        return Pull(residual: (isPositive ? 1 : 0) - fitted, information: fitted * (1 - fitted))
    }

    /// What a row adds to the gradient (intercept, slope) and to the information (intercept, cross, slope).
    typealias Contribution = InlineArray<5, Double>

    /// What a row adds to the sums that a Newton step is found from.
    func contribution(_ level: Int, _ isPositive: Bool) -> Contribution {
        let score = score(level, isPositive)
        let logit = logits[level]
        let fitted = 1 / (1 + exp(-(intercept + slope * logit)))
        let weight = fitted * (1 - fitted)
        return [score.intercept, score.slope, weight, weight * logit, weight * logit * logit]
    }

    /// Whether the classes overlap in at most one logit, so that the likelihood has no maximum.
    private var isSeparated: Bool {
        let positive = counts.scores.indices.filter { counts.positives[$0] > 0 }
        let negative = counts.scores.indices.filter { counts.negatives[$0] > 0 }
        guard let firstPositive = positive.first, let lastPositive = positive.last,
            let firstNegative = negative.first, let lastNegative = negative.last
        else { return true }
        // Levels descend, so the first index has the highest logit.
        return logits[lastPositive] >= logits[firstNegative] || logits[firstPositive] <= logits[lastNegative]
    }

    /// Newton's method with halved steps; whether it converged.
    private mutating func climb() -> Bool {
        var likelihood = logLikelihood()
        for _ in 0..<100 {
            let moments = moments()
            let change: (intercept: Double, slope: Double)
            if fixesSlope {
                change = (moments.score.intercept / moments.information.intercept, 0)
            } else {
                let (score, information) = (moments.score, moments.information)
                change = (
                    (information.slope * score.intercept - information.cross * score.slope)
                        / moments.determinant,
                    (information.intercept * score.slope - information.cross * score.intercept)
                        / moments.determinant
                )
            }
            guard change.intercept.isFinite, change.slope.isFinite else { return false }
            let start = (intercept, slope)
            if abs(change.intercept) <= 1e-9 * max(1, abs(intercept)),
                abs(change.slope) <= 1e-9 * max(1, abs(slope))
            {
                // Newton's error is squared by the step, so this last one ends below rounding.
                (intercept, slope) = (start.0 + change.intercept, start.1 + change.slope)
                return true
            }
            // A fall within the rounding of the sum is none: halving for it would never end.
            let floor = likelihood - 1e-11 * abs(likelihood)
            var step = 1.0
            while true {
                intercept = start.0 + step * change.intercept
                slope = start.1 + step * change.slope
                likelihood = logLikelihood()
                if likelihood >= floor || step < 1e-6 { break }
                step /= 2
            }
        }
        return false
    }

    private func logLikelihood() -> Double {
        var sum = 0.0
        for level in logits.indices {
            let linear = intercept + slope * logits[level]
            // log(1 + e^x), without overflow
            let softplus = max(linear, 0) + log1p(exp(-abs(linear)))
            sum += Double(counts.positives[level]) * (linear - softplus)
            sum -= Double(counts.negatives[level]) * softplus
        }
        return sum
    }

    private func moments() -> Moments {
        var moments = Moments()
        for level in logits.indices {
            let rows = Double(counts.positives[level] + counts.negatives[level])
            let fitted = 1 / (1 + exp(-(intercept + slope * logits[level])))
            let residual = Double(counts.positives[level]) - rows * fitted
            let weight = rows * fitted * (1 - fitted)
            moments.score.intercept += residual
            moments.score.slope += residual * logits[level]
            moments.information.intercept += weight
            moments.information.cross += weight * logits[level]
            moments.information.slope += weight * logits[level] * logits[level]
        }
        return moments
    }
}
