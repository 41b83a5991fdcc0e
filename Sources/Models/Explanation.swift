/// Why a row scores as it does: how far each input moves the calibrated logit.
///
/// `contributions.reduce(baseline, +) == score.logit`, to the bit.
public struct Explanation: Equatable, Sendable {
    /// The score that is explained.
    public var score: Score
    /// The logit of a row whose design columns all stand at their training means.
    public var baseline: Double
    /// The logits each input adds to the baseline, in the inputs' order.
    public var contributions: [Double]

    /// Creates an explanation.
    public init(score: Score, baseline: Double, contributions: [Double]) {
        self.score = score
        self.baseline = baseline
        self.contributions = contributions
    }
}
