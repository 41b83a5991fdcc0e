/// A condition on one metric: an entry of a pipeline's `gates` section.
///
/// Semantics are those of TensorFlow Model Analysis: bounds are inclusive, an absent bound is infinite, and a
/// negative change under `higherIsBetter` is an allowed regression.
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
        /// The result is ok, with a warning.
        case warn
    }

    /// Creates a gate and checks that it can be evaluated.
    ///
    /// - Throws: `EvaluationError.gateInvalid` when it has no threshold, or bounds that admit nothing.
    public init(
        metric: String, slice: String = "test", group: String = MetricRow.overall, bound: Bound = .value,
        valueThreshold: ValueThreshold? = nil, changeThreshold: ChangeThreshold? = nil,
        severity: Severity = .fail
    ) throws(EvaluationError) {
        self.metric = metric
        self.slice = slice
        self.group = group
        self.bound = bound
        self.valueThreshold = valueThreshold
        self.changeThreshold = changeThreshold
        self.severity = severity
        if let reason = invalidity { throw .gateInvalid(metric: metric, reason: reason) }
    }

    private var invalidity: String? {
        if valueThreshold == nil, changeThreshold == nil {
            return "it has no threshold; give valueThreshold or changeThreshold"
        }
        if let threshold = valueThreshold {
            if threshold.lowerBound == nil, threshold.upperBound == nil {
                return "valueThreshold has no bound; give lowerBound or upperBound"
            }
            let bounds = [threshold.lowerBound, threshold.upperBound].compactMap { $0 }
            if !bounds.allSatisfy(\.isFinite) { return "a bound of valueThreshold is not a finite number" }
            if let lower = threshold.lowerBound, let upper = threshold.upperBound, lower > upper {
                return "lowerBound is above upperBound, so nothing could pass"
            }
        }
        if let threshold = changeThreshold {
            let bounds = [threshold.absolute, threshold.relative].compactMap { $0 }
            if bounds.isEmpty { return "changeThreshold has no bound; give absolute or relative" }
            if !bounds.allSatisfy(\.isFinite) { return "a bound of changeThreshold is not a finite number" }
            if threshold.baseline.isEmpty { return "changeThreshold names no baseline" }
        }
        return nil
    }
}
