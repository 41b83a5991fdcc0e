extension FeatureDefinition: Codable {
    private enum CodingKeys: String, CodingKey {
        case kind, of, via, `where`, channel, window, against, attribute, type, unit, sentence
    }

    /// Decodes a mapping; everything but `kind` may be left out.
    ///
    /// - Throws: `DecodingError`. Whether the fields fit the kind is for `FeatureSet` to say.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            kind: try container.decode(Kind.self, forKey: .kind),
            of: try container.decodeIfPresent(String.self, forKey: .of),
            via: try container.decodeIfPresent(String.self, forKey: .via),
            where: try container.decodeIfPresent([String: AttributeValue].self, forKey: .where) ?? [:],
            channel: try container.decodeIfPresent(String.self, forKey: .channel),
            window: try container.decodeIfPresent(TimeSpan.self, forKey: .window),
            against: try container.decodeIfPresent(TimeSpan.self, forKey: .against),
            attribute: try container.decodeIfPresent(String.self, forKey: .attribute),
            type: try container.decodeIfPresent(ColumnKind.self, forKey: .type),
            unit: try container.decodeIfPresent(String.self, forKey: .unit),
            sentence: try container.decodeIfPresent(String.self, forKey: .sentence))
    }

    /// Encodes the mapping; what is nil or empty is left out.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encodeIfPresent(of, forKey: .of)
        try container.encodeIfPresent(via, forKey: .via)
        if !self.where.isEmpty { try container.encode(self.where, forKey: .where) }
        try container.encodeIfPresent(channel, forKey: .channel)
        try container.encodeIfPresent(window, forKey: .window)
        try container.encodeIfPresent(against, forKey: .against)
        try container.encodeIfPresent(attribute, forKey: .attribute)
        try container.encodeIfPresent(type, forKey: .type)
        try container.encodeIfPresent(unit, forKey: .unit)
        try container.encodeIfPresent(sentence, forKey: .sentence)
    }
}
