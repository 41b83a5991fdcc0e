import Models

extension PersonaClusters: Codable {
    private enum CodingKeys: String, CodingKey {
        case inputs, columns, fill, mean, scale, ids, centres, isSpherical, temperature, farthest, verdicts,
            ranks
    }

    /// Reads what `encode(to:)` writes.
    ///
    /// - Throws: `DecodingError`, and `ModelError` as the initializers.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let encoder = try DesignEncoder(
            inputs: try container.decode([ModelInput].self, forKey: .inputs),
            columns: try container.decode([DesignColumn].self, forKey: .columns),
            fill: try container.decode([Double].self, forKey: .fill),
            mean: try container.decode([Double].self, forKey: .mean),
            scale: try container.decode([Double].self, forKey: .scale))
        try self.init(
            encoder: encoder, ids: try container.decode([String].self, forKey: .ids),
            model: try ClusterModel(
                centres: try container.decode([[Double]].self, forKey: .centres),
                isSpherical: try container.decode(Bool.self, forKey: .isSpherical)),
            temperature: try container.decode(Double.self, forKey: .temperature),
            farthest: try container.decode(Double.self, forKey: .farthest),
            verdicts: try container.decode([String].self, forKey: .verdicts),
            ranks: try container.decode([String: FeatureRanks].self, forKey: .ranks))
    }

    /// Writes all numbers, which read back as the same doubles.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(self.encoder.inputs, forKey: .inputs)
        try container.encode(self.encoder.columns, forKey: .columns)
        try container.encode(self.encoder.fill, forKey: .fill)
        try container.encode(self.encoder.mean, forKey: .mean)
        try container.encode(self.encoder.scale, forKey: .scale)
        try container.encode(ids, forKey: .ids)
        try container.encode(model.centres, forKey: .centres)
        try container.encode(model.isSpherical, forKey: .isSpherical)
        try container.encode(temperature, forKey: .temperature)
        try container.encode(farthest, forKey: .farthest)
        try container.encode(verdicts, forKey: .verdicts)
        try container.encode(ranks, forKey: .ranks)
    }
}
