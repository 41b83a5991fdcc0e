/// A metric's value with its interval, before it is given a name and a place.
public struct MetricEstimate: Equatable, Sendable {
    /// The value; nil when undefined.
    public var value: Double?
    /// The interval's lower end (95 %).
    public var lower: Double?
    /// The interval's upper end (95 %).
    public var upper: Double?
    /// How it was computed, or why it is undefined.
    public var method: String

    /// Creates an estimate; a number that is not finite becomes nil.
    public init(value: Double?, lower: Double? = nil, upper: Double? = nil, method: String) {
        func finite(_ number: Double?) -> Double? { number.flatMap { $0.isFinite ? $0 : nil } }
        self.value = finite(value)
        self.lower = finite(lower)
        self.upper = finite(upper)
        self.method = method
    }

    /// No value, for a stated reason.
    public static func undefined(_ reason: String) -> MetricEstimate {
        MetricEstimate(value: nil, method: "undefined: \(reason)")
    }

    /// The estimate of a multiple, as lift is of recall.
    ///
    /// - Precondition: the factor is above 0 and finite.
    public func scaled(by factor: Double) -> MetricEstimate {
        MetricEstimate(
            value: value.map { factor * $0 }, lower: lower.map { factor * $0 },
            upper: upper.map { factor * $0 }, method: method)
    }

    /// Names the estimate.
    public func row(_ metric: String, slice: String, group: String, n: Int) -> MetricRow {
        MetricRow(
            metric: metric, slice: slice, group: group, value: value, lower: lower, upper: upper, n: n,
            method: method)
    }
}
