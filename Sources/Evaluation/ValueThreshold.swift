/// Where a metric must lie; both ends are inclusive and an absent one is infinite.
public struct ValueThreshold: Equatable, Sendable {
    /// The smallest allowed number.
    public var lowerBound: Double?
    /// The largest allowed number.
    public var upperBound: Double?

    /// Creates a threshold.
    public init(lowerBound: Double? = nil, upperBound: Double? = nil) {
        self.lowerBound = lowerBound
        self.upperBound = upperBound
    }

    /// What is wrong with it as a setting, or nil.
    var invalidity: String? {
        if lowerBound == nil, upperBound == nil {
            return "value_threshold has no bound; give lower_bound or upper_bound"
        }
        if ![lowerBound, upperBound].allSatisfy({ $0?.isFinite ?? true }) {
            return "a bound of value_threshold is not a finite number"
        }
        if let lowerBound, let upperBound, lowerBound > upperBound {
            return "lower_bound is above upper_bound, so nothing could pass"
        }
        return nil
    }

    func admits(_ number: Double) -> Bool {
        number >= lowerBound ?? -.infinity && number <= upperBound ?? .infinity
    }

    var text: String {
        [lowerBound.map { ">= \($0)" }, upperBound.map { "<= \($0)" }].compactMap { $0 }
            .joined(separator: " and ")
    }
}

extension ValueThreshold: Codable {
    private enum CodingKeys: String, CodingKey {
        case lowerBound = "lower_bound"
        case upperBound = "upper_bound"
        case camelCaseLowerBound = "lowerBound"
        case camelCaseUpperBound = "upperBound"
    }

    /// Reads a threshold; keys in camelCase are read too.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            lowerBound: container.decodeIfWritten(Double.self, forKey: .lowerBound, or: .camelCaseLowerBound),
            upperBound: container.decodeIfWritten(Double.self, forKey: .upperBound, or: .camelCaseUpperBound))
    }

    /// Writes the bounds there are.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(lowerBound, forKey: .lowerBound)
        try container.encodeIfPresent(upperBound, forKey: .upperBound)
    }
}
