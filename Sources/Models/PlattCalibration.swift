/// A line from a model's margin to the logit of a calibrated probability: slope * margin + intercept.
///
/// Source: J. Platt, "Probabilistic Outputs for Support Vector Machines" (1999), with the sign of the slope
/// turned so that a faithful model has slope 1.
public struct PlattCalibration: Codable, Equatable, Sendable {
    /// Logits a unit of margin.
    public var slope: Double
    /// The logit at margin 0.
    public var intercept: Double

    /// Creates a line; the model that takes it up refuses numbers that are not finite.
    public init(slope: Double, intercept: Double) {
        self.slope = slope
        self.intercept = intercept
    }
}
