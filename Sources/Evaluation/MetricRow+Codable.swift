extension MetricRow: Codable {
    private enum CodingKeys: String, CodingKey {
        case metric, slice, group, value, lower, upper, n, method
    }

    /// Reads a row; an absent number is nil.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            metric: container.decode(String.self, forKey: .metric),
            slice: container.decode(String.self, forKey: .slice),
            group: container.decode(String.self, forKey: .group),
            value: container.decodeIfPresent(Double.self, forKey: .value),
            lower: container.decodeIfPresent(Double.self, forKey: .lower),
            upper: container.decodeIfPresent(Double.self, forKey: .upper),
            n: container.decode(Int.self, forKey: .n),
            method: container.decode(String.self, forKey: .method))
    }

    /// Writes every key, absent numbers as null, so that each row has the same columns.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(metric, forKey: .metric)
        try container.encode(slice, forKey: .slice)
        try container.encode(group, forKey: .group)
        try container.encode(value, forKey: .value)
        try container.encode(lower, forKey: .lower)
        try container.encode(upper, forKey: .upper)
        try container.encode(n, forKey: .n)
        try container.encode(method, forKey: .method)
    }
}
