/// A threshold on the difference of a metric between groups: the baseline group's value less the other's.
///
/// - Source: TensorFlow Model Analysis, `CrossSliceMetricThreshold`.
public struct CrossSliceThreshold: Codable, Equatable, Sendable {
    /// The pairs of groups.
    public var crossSlicingSpecs: [CrossSlicingSpec]
    /// Where the difference must lie.
    public var threshold: Threshold

    /// A group and those it is compared with.
    public struct CrossSlicingSpec: Codable, Equatable, Sendable {
        /// The group whose value is the minuend; it must name one group.
        public var baselineSpec: SlicingSpec
        /// The groups whose values are taken from it.
        public var slicingSpecs: [SlicingSpec]

        /// Creates a pairing.
        public init(baselineSpec: SlicingSpec, slicingSpecs: [SlicingSpec]) {
            self.baselineSpec = baselineSpec
            self.slicingSpecs = slicingSpecs
        }

        private enum CodingKeys: String, CodingKey {
            case baselineSpec = "baseline_spec"
            case slicingSpecs = "slicing_specs"
        }
    }

    /// Where the difference must lie.
    public struct Threshold: Codable, Equatable, Sendable {
        /// Both ends inclusive.
        public var valueThreshold: ValueThreshold

        /// Creates a threshold.
        public init(valueThreshold: ValueThreshold) { self.valueThreshold = valueThreshold }

        private enum CodingKeys: String, CodingKey { case valueThreshold = "value_threshold" }
    }

    /// Creates a threshold between groups.
    public init(crossSlicingSpecs: [CrossSlicingSpec], threshold: Threshold) {
        self.crossSlicingSpecs = crossSlicingSpecs
        self.threshold = threshold
    }

    private enum CodingKeys: String, CodingKey {
        case threshold
        case crossSlicingSpecs = "cross_slicing_specs"
    }

    /// What is wrong with it as a setting, or nil.
    var invalidity: String? {
        if crossSlicingSpecs.isEmpty { return "cross_slice_thresholds has no cross_slicing_specs" }
        for spec in crossSlicingSpecs {
            if !spec.baselineSpec.featureKeys.isEmpty {
                return "a baseline_spec names one group: give feature_values, or nothing for all rows"
            }
            if spec.slicingSpecs.isEmpty { return "a cross_slicing_spec has no slicing_specs" }
        }
        return threshold.valueThreshold.invalidity
    }
}
