/// The curves of one score, thinned for plots to at most 200 points each.
public struct EvaluationCurves: Codable, Equatable, Sendable {
    /// False positive rate against true positive rate, from (0, 0) to (1, 1); empty with one class only.
    public var roc: [CurvePoint]
    /// Recall against precision, recall ascending; empty without positives.
    public var precisionRecall: [CurvePoint]
    /// Ten bins of equal mass, ascending; empty unless the scores are probabilities.
    public var calibration: [CalibrationBin]
    /// The yield of each top tenth, cumulated; empty without positives.
    public var gains: [GainPoint]
    /// Net benefit at 1 % to 99 %, thresholds ascending; nil unless the scores are probabilities.
    public var decision: [DecisionPoint]?

    /// Creates curves from their points.
    public init(
        roc: [CurvePoint], precisionRecall: [CurvePoint], calibration: [CalibrationBin], gains: [GainPoint],
        decision: [DecisionPoint]? = nil
    ) {
        self.roc = roc
        self.precisionRecall = precisionRecall
        self.calibration = calibration
        self.gains = gains
        self.decision = decision
    }

    /// Draws the curves of a set.
    ///
    /// - Complexity: O(n log n).
    public init(_ set: EvaluationSet) {
        let ranked = RankedRows(set)
        let counts = ranked.counts
        self.init(
            roc: counts.rocPoints(), precisionRecall: counts.precisionRecallPoints(),
            calibration: set.scale == .probability ? counts.calibrationBins() : [],
            gains: counts.gainPoints(),
            decision: set.scale == .probability ? ranked.decisionCurve() : nil)
    }
}
