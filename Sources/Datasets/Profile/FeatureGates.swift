/// What every feature of a frame must fulfil; a gate that does not hold ends the run with exit code 1.
public struct FeatureGates: Codable, Equatable, Sendable {
    /// The greatest share of rows without a value, by feature; `"*"` stands for all others.
    public var maximumMissingShare: [String: Double]?
    /// Whether a feature with one value throughout is refused.
    public var refuseConstant: Bool?
    /// By feature, the numbers that a value must lie between, both admitted.
    public var ranges: [String: [Double]]?

    /// Creates gates.
    public init(
        maximumMissingShare: [String: Double]? = nil, refuseConstant: Bool? = nil,
        ranges: [String: [Double]]? = nil
    ) {
        self.maximumMissingShare = maximumMissingShare
        self.refuseConstant = refuseConstant
        self.ranges = ranges
    }
}
