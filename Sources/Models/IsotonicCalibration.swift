import Arithmetic

/// A curve from a model's margin to the logit of a calibrated probability: never falling, straight between its knots and level
/// beyond them.
public struct IsotonicCalibration: Equatable, Sendable {
    /// The margins of the knots; each above the one before, and apart from it as `isApart` says.
    public var margins: [Double]
    /// The logits at the knots, none below the one before; shape (knots).
    public var logits: [Double]

    /// The most knots a curve may have.
    public static let knotLimit = 1_000_000

    /// Creates a curve; the model that takes it up refuses what is none.
    public init(margins: [Double], logits: [Double]) {
        self.margins = margins
        self.logits = logits
    }

    /// The logit of a margin: of two margins the larger never has the smaller logit, to the bit.
    ///
    /// - Parameter margin: not NaN.
    /// - Precondition: the curve has a knot, and as many logits as margins.
    /// - Complexity: O(log knots); allocates nothing.
    public func logit(_ margin: Double) -> Double {
        let upper = firstKnot(above: margin)
        if upper == 0 { return logits[0] }
        if upper == margins.count { return logits[upper - 1] }
        let (left, right) = (logits[upper - 1], logits[upper])
        if left == right { return left }
        let share = (margin - margins[upper - 1]) / (margins[upper] - margins[upper - 1])
        return min(left + (right - left) * share, right)
    }

    /// How many logits a unit of margin moves the curve between two margins; how steep it is where both are between the same knots.
    ///
    /// - Complexity: O(log knots); allocates nothing.
    func slope(from margin: Double, to other: Double) -> Double {
        let upper = firstKnot(above: margin)
        guard firstKnot(above: other) == upper else {
            return (logit(other) - logit(margin)) / (other - margin)
        }
        if upper == 0 || upper == margins.count { return 0 }
        return (logits[upper] - logits[upper - 1]) / (margins[upper] - margins[upper - 1])
    }

    /// Whether a margin is far enough above another one to be another knot: by a billionth, so that no curve is so steep that
    /// the rounding of a margin is seen in a logit.
    public static func isApart(_ margin: Double, above other: Double) -> Bool {
        margin - other >= 1e-9 * max(1, abs(other))
    }

    private func firstKnot(above margin: Double) -> Int {
        margins.partitioningIndex { !($0 <= margin) }
    }

    func validate() throws(ModelError) {
        guard !margins.isEmpty && margins.count <= Self.knotLimit else {
            throw .wrongCount(of: "calibration", expected: 1, found: margins.count)
        }
        try DesignEncoder.validate(margins, named: "calibration", count: margins.count)
        try DesignEncoder.validate(logits, named: "calibration", count: margins.count)
        for knot in margins.indices.dropFirst() {
            guard Self.isApart(margins[knot], above: margins[knot - 1]), logits[knot] >= logits[knot - 1]
            else {
                throw .invalidNumber(
                    in: "calibration", index: knot,
                    requirement:
                        "above the margin before by a billionth at least, its logit not below the one before")
            }
        }
    }
}
