extension IntentModel: Codable {
    private enum CodingKeys: String, CodingKey {
        case features, intents, coefficients, intercepts, temperature, threshold
    }

    /// Reads what `encode(to:)` writes.
    ///
    /// - Throws: `DecodingError`, and `ModelError` as
    ///   `init(features:intents:coefficients:intercepts:temperature:threshold:)`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let text = try container.decode(String.self, forKey: .coefficients)
        guard let coefficients = FloatText.numbers(of: text) else {
            throw DecodingError.dataCorruptedError(
                forKey: .coefficients, in: container,
                debugDescription: "is not base64 of numbers of four bytes each")
        }
        try self.init(
            features: try container.decode(IntentFeatures.self, forKey: .features),
            intents: try container.decode([String].self, forKey: .intents), coefficients: coefficients,
            intercepts: try container.decode([Double].self, forKey: .intercepts),
            temperature: try container.decode(Double.self, forKey: .temperature),
            threshold: try container.decode(Double.self, forKey: .threshold))
    }

    /// Writes the coefficients as base64 of little-endian single-precision numbers.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(features, forKey: .features)
        try container.encode(intents, forKey: .intents)
        try container.encode(FloatText.text(of: coefficients), forKey: .coefficients)
        try container.encode(intercepts, forKey: .intercepts)
        try container.encode(temperature, forKey: .temperature)
        try container.encode(threshold, forKey: .threshold)
    }
}
