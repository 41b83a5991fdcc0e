/// Why a row scores as it does: how far each input moves the calibrated logit.
///
/// Against the training means, `contributions.reduce(baseline, +) == score.logit`, to the bit; against another row, and
/// where the calibration is a curve, within rounding.
public struct Explanation: Equatable, Sendable {
    /// The score that is explained.
    public var score: Score
    /// The logit of what the row is explained against: of a row whose design columns all stand at their training means, or of
    /// another row.
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
