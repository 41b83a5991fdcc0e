public import Features

/// What an import must fulfil before anything is computed of it; a gate that does not hold ends the run with exit
/// code 1.
public struct QualityGates: Codable, Equatable, Sendable {
    /// By source, how many rows must be accepted.
    public var minimumRows: [String: Int]?
    /// By source, kind and attribute (`web.visit.duration`), the greatest share of events without a value.
    public var maximumNullShare: [String: Double]?
    /// By source, how long before the end of the data its last event may lie.
    public var maximumStaleness: [String: TimeSpan]?
    /// Sources, kinds (`web.visit`) and attributes (`web.visit.duration`) that must have no step.
    public var noStepChange: [String]?

    /// Creates gates.
    public init(
        minimumRows: [String: Int]? = nil, maximumNullShare: [String: Double]? = nil,
        maximumStaleness: [String: TimeSpan]? = nil, noStepChange: [String]? = nil
    ) {
        self.minimumRows = minimumRows
        self.maximumNullShare = maximumNullShare
        self.maximumStaleness = maximumStaleness
        self.noStepChange = noStepChange
    }
}
