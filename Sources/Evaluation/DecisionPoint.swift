/// What acting on every row at or above one probability is worth.
public struct DecisionPoint: Codable, Equatable, Sendable {
    /// The probability, in (0, 1).
    public var threshold: Double
    /// True positives a row less false ones at the threshold's price; acting on nobody is worth 0.
    public var netBenefit: Double
    /// The lower end of the pointwise 95 % interval; nil where there is none.
    public var lower: Double?
    /// The upper end.
    public var upper: Double?
    /// What acting on everybody is worth.
    public var treatAll: Double

    /// Creates a point.
    public init(threshold: Double, netBenefit: Double, lower: Double?, upper: Double?, treatAll: Double) {
        self.threshold = threshold
        self.netBenefit = netBenefit
        self.lower = lower
        self.upper = upper
        self.treatAll = treatAll
    }
}
