/// What a model says about one row.
public struct Score: Equatable, Sendable {
    /// The uncalibrated logit: intercept + coefficients times standardized columns.
    public var margin: Double
    /// The calibrated logit: baseline + the inputs' contributions, added in the inputs' order, or a curve's at the margin.
    public var logit: Double

    /// Creates a score from finite numbers.
    public init(margin: Double, logit: Double) {
        self.margin = margin
        self.logit = logit
    }

    /// The calibrated probability of the positive outcome.
    public var probability: Probability { Probability(logit: logit) }
    /// The probability before calibration.
    public var uncalibratedProbability: Probability { Probability(logit: margin) }
}
