/// The JSON envelope of `docs/formats/event.md`, which is CloudEvents 1.0's with two extension attributes.
extension Event: Codable {
    private enum CodingKeys: String, CodingKey {
        case specversion, id, source, type, subject, channel, time, recordedtime, datacontenttype, data
    }

    /// Decodes the envelope; without `recordedtime` the event was recorded when it occurred.
    ///
    /// - Throws: `DecodingError` for a missing or malformed member, another `specversion` than 1.0, or what
    ///   `validated` refuses.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let version = try container.decodeIfPresent(String.self, forKey: .specversion)
        guard version ?? "1.0" == "1.0" else {
            throw DecodingError.dataCorruptedError(
                forKey: .specversion, in: container,
                debugDescription: "only CloudEvents 1.0 is spoken; send \"specversion\": \"1.0\"")
        }
        let type = try container.decodeIfPresent(String.self, forKey: .datacontenttype)
        guard type ?? "application/json" == "application/json" else {
            throw DecodingError.dataCorruptedError(
                forKey: .datacontenttype, in: container,
                debugDescription: "attributes are read from JSON only; send application/json or leave it out")
        }
        let occurredAt = try container.decode(Instant.self, forKey: .time)
        do {
            self = try Event.validated(
                id: try container.decode(String.self, forKey: .id),
                source: try container.decode(String.self, forKey: .source),
                kind: try container.decode(String.self, forKey: .type),
                subject: try container.decode(EntityKey.self, forKey: .subject),
                channel: try container.decodeIfPresent(String.self, forKey: .channel) ?? "",
                occurredAt: occurredAt,
                recordedAt: try container.decodeIfPresent(Instant.self, forKey: .recordedtime) ?? occurredAt,
                attributes: try container.decodeIfPresent([String: AttributeValue].self, forKey: .data) ?? [:]
            )
        } catch let error as FeatureError {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath, debugDescription: error.description,
                    underlyingError: error))
        }
    }

    /// Encodes the envelope; an empty channel and empty attributes are left out.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode("1.0", forKey: .specversion)
        try container.encode(id, forKey: .id)
        try container.encode(source, forKey: .source)
        try container.encode(kind, forKey: .type)
        try container.encode(subject, forKey: .subject)
        if !channel.isEmpty { try container.encode(channel, forKey: .channel) }
        try container.encode(occurredAt, forKey: .time)
        try container.encode(recordedAt, forKey: .recordedtime)
        if !attributes.isEmpty { try container.encode(attributes, forKey: .data) }
    }
}
