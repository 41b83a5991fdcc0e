extension ClassWeights: Codable {
    private enum CodingKeys: String, CodingKey { case positive, negative }

    /// Reads `balanced`, or `{positive: X, negative: Y}`.
    public init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: CodingKeys.self) {
            self = .factors(
                positive: try container.decode(Double.self, forKey: .positive),
                negative: try container.decode(Double.self, forKey: .negative))
            return
        }
        let container = try decoder.singleValueContainer()
        guard try container.decode(String.self) == "balanced" else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "class weights are balanced, or {positive: X, negative: Y}")
        }
        self = .balanced
    }

    /// Writes what `init(from:)` reads.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .balanced:
            var container = encoder.singleValueContainer()
            try container.encode("balanced")
        case .factors(let positive, let negative):
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(positive, forKey: .positive)
            try container.encode(negative, forKey: .negative)
        }
    }
}
