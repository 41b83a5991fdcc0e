/// Thresholds on the groups that some specifications name.
///
/// - Source: TensorFlow Model Analysis, `PerSliceMetricThreshold`.
public struct SliceThreshold: Codable, Equatable, Sendable {
    /// The groups.
    public var slicingSpecs: [SlicingSpec]
    /// What each of them must hold.
    public var threshold: Threshold

    /// A threshold on a value or on a change.
    public struct Threshold: Equatable, Sendable {
        /// Where the number must lie.
        public var valueThreshold: ValueThreshold?
        /// How far it may be from a baseline's.
        public var changeThreshold: ChangeThreshold?

        /// Creates a threshold.
        public init(valueThreshold: ValueThreshold? = nil, changeThreshold: ChangeThreshold? = nil) {
            self.valueThreshold = valueThreshold
            self.changeThreshold = changeThreshold
        }
    }

    /// Creates thresholds for groups.
    public init(slicingSpecs: [SlicingSpec], threshold: Threshold) {
        self.slicingSpecs = slicingSpecs
        self.threshold = threshold
    }

    private enum CodingKeys: String, CodingKey {
        case threshold
        case slicingSpecs = "slicing_specs"
    }

    /// What is wrong with it as a setting, or nil.
    var invalidity: String? {
        if slicingSpecs.isEmpty { return "per_slice_thresholds has no slicing_specs" }
        if threshold.valueThreshold == nil, threshold.changeThreshold == nil {
            return "a threshold of per_slice_thresholds has neither value_threshold nor change_threshold"
        }
        return threshold.valueThreshold?.invalidity ?? threshold.changeThreshold?.invalidity
    }
}

extension SliceThreshold.Threshold: Codable {
    private enum CodingKeys: String, CodingKey {
        case valueThreshold = "value_threshold"
        case changeThreshold = "change_threshold"
    }

    /// Reads a threshold; a key without a value is refused.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            valueThreshold: container.decodeIfWritten(ValueThreshold.self, forKey: .valueThreshold),
            changeThreshold: container.decodeIfWritten(ChangeThreshold.self, forKey: .changeThreshold))
    }
}
