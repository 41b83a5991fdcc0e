/// How a model's margins become calibrated logits.
public enum CalibrationMethod: String, Codable, Sendable {
    /// By a line fitted on a later slice.
    case platt
    /// By a curve that never falls, fitted on a later slice.
    case isotonic
    /// Not at all: the logit is the margin.
    case none
}
