/// Where a metric must lie; both ends are inclusive and an absent one is infinite.
public struct ValueThreshold: Codable, Equatable, Sendable {
    /// The smallest allowed number.
    public var lowerBound: Double?
    /// The largest allowed number.
    public var upperBound: Double?

    /// Creates a threshold.
    public init(lowerBound: Double? = nil, upperBound: Double? = nil) {
        self.lowerBound = lowerBound
        self.upperBound = upperBound
    }

    func admits(_ number: Double) -> Bool {
        number >= lowerBound ?? -.infinity && number <= upperBound ?? .infinity
    }

    var text: String {
        [lowerBound.map { ">= \($0)" }, upperBound.map { "<= \($0)" }].compactMap { $0 }
            .joined(separator: " and ")
    }
}
