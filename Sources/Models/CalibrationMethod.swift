/// How a model's margins become calibrated logits.
public enum CalibrationMethod: String, Codable, Sendable {
    /// By a line fitted on a later slice.
    case platt
    /// Not at all: the logit is the margin.
    case none
}
