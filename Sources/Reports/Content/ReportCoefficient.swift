/// A coefficient: the change of the logit for one standard deviation of a number, or for an indicator being set.
public struct ReportCoefficient: Equatable, Sendable {
    /// The design column's name.
    public var name: String
    /// The coefficient.
    public var value: Double
    /// The interval's lower end; nil when there is none.
    public var lower: Double?
    /// The interval's upper end; nil when there is none.
    public var upper: Double?

    /// Creates a coefficient.
    public init(name: String, value: Double, lower: Double? = nil, upper: Double? = nil) {
        self.name = name
        self.value = value
        self.lower = lower
        self.upper = upper
    }
}
