/// A condition on one metric: an entry of a pipeline's `gates` section.
///
/// Semantics are those of TensorFlow Model Analysis: bounds are inclusive, an absent bound is infinite, and a
/// negative change under `HIGHER_IS_BETTER` is an allowed regression.
public struct GateDefinition: Equatable, Sendable {
    /// The metric's name, as in the metric rows.
    public var metric: String
    /// The slice of time; default `test`.
    public var slice: String
    /// The group, as in the metric rows; default `overall`.
    public var group: String
    /// Which number of the row is held against the thresholds; default the value.
    public var bound: Bound
    /// Where the number must lie.
    public var valueThreshold: ValueThreshold?
    /// How far it may be from a baseline's.
    public var changeThreshold: ChangeThreshold?
    /// Thresholds on groups.
    public var perSliceThresholds: [SliceThreshold]
    /// Thresholds on differences between groups.
    public var crossSliceThresholds: [CrossSliceThreshold]
    /// How many rows the figure must rest on; nil asks for none in particular.
    public var minimum: MinimumCounts?
    /// Whether a failure stops the promotion; default it does.
    public var severity: Severity

    /// A number of a metric row.
    public enum Bound: String, Codable, Equatable, Sendable {
        /// The value itself.
        case value
        /// The interval's lower end.
        case lower
        /// The interval's upper end.
        case upper
    }

    /// What a failure means.
    public enum Severity: String, Codable, Equatable, Sendable {
        /// The result is not ok.
        case fail
        /// The result is ok, with a warning; what is missing blocks nevertheless.
        case warn
    }

    /// Creates a gate and checks that it can be evaluated.
    ///
    /// - Throws: `EvaluationError.gateInvalid` when it has no threshold, bounds that admit nothing, or a minimum
    ///   that asks for nothing.
    public init(
        metric: String, slice: String = "test", group: String = MetricRow.overall, bound: Bound = .value,
        valueThreshold: ValueThreshold? = nil, changeThreshold: ChangeThreshold? = nil,
        perSliceThresholds: [SliceThreshold] = [], crossSliceThresholds: [CrossSliceThreshold] = [],
        minimum: MinimumCounts? = nil, severity: Severity = .fail
    ) throws(EvaluationError) {
        self.metric = metric
        self.slice = slice
        self.group = group
        self.bound = bound
        self.valueThreshold = valueThreshold
        self.changeThreshold = changeThreshold
        self.perSliceThresholds = perSliceThresholds
        self.crossSliceThresholds = crossSliceThresholds
        self.minimum = minimum
        self.severity = severity
        if let reason = invalidity { throw .gateInvalid(metric: metric, reason: reason) }
    }

    /// Every change that it asks about, that of groups too.
    public var changeThresholds: [ChangeThreshold] {
        [changeThreshold].compactMap { $0 } + perSliceThresholds.compactMap(\.threshold.changeThreshold)
    }

    /// The numbers of a row that its threshold on the value holds: both ends of the interval where the threshold has
    /// two bounds and an end is asked for, for then either end may lie outside.
    var heldBounds: [Bound] {
        let isRange = valueThreshold?.lowerBound != nil && valueThreshold?.upperBound != nil
        return bound != .value && isRange ? [.lower, .upper] : [bound]
    }

    private var invalidity: String? {
        if valueThreshold == nil, changeThreshold == nil, perSliceThresholds.isEmpty,
            crossSliceThresholds.isEmpty
        {
            return
                "it has no threshold; give value_threshold, change_threshold, per_slice_thresholds or cross_slice_thresholds"
        }
        if bound != .value, !crossSliceThresholds.isEmpty {
            return
                "a difference between groups has no interval, so that bound cannot be held; write cross_slice_thresholds in a gate of their own"
        }
        return valueThreshold?.invalidity ?? changeThreshold?.invalidity ?? minimum?.invalidity
            ?? perSliceThresholds.lazy.compactMap(\.invalidity).first
            ?? crossSliceThresholds.lazy.compactMap(\.invalidity).first
    }
}
