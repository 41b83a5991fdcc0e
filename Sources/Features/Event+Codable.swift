/// The JSON envelope of `docs/formats/event.md`, which is CloudEvents 1.0's with four extension attributes.
extension Event: Codable {
    private enum CodingKeys: String, CodingKey {
        case specversion, envelopeversion, id, source, type, subject, account, channel, time, recordedtime
        case datacontenttype, data, data_base64
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
        guard try container.decodeIfPresent(Int.self, forKey: .envelopeversion) ?? 1 == 1 else {
            throw DecodingError.dataCorruptedError(
                forKey: .envelopeversion, in: container,
                debugDescription: "this program reads version 1 of the envelope; leave envelopeversion out")
        }
        let type = try container.decodeIfPresent(String.self, forKey: .datacontenttype)
        guard type ?? "application/json" == "application/json", !container.contains(.data_base64) else {
            throw DecodingError.dataCorruptedError(
                forKey: .datacontenttype, in: container,
                debugDescription: "attributes are read from JSON only; send application/json or leave it out")
        }
        var attributes =
            try container.decodeIfPresent([String: AttributeValue].self, forKey: .data) ?? [:]
        if let account = try container.decodeIfPresent(EntityKey.self, forKey: .account) {
            guard attributes[Event.accountName] == nil else {
                throw DecodingError.dataCorruptedError(
                    forKey: .account, in: container,
                    debugDescription: "the account stands in data, too; give it once")
            }
            attributes[Event.accountName] = .link(account)
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
                attributes: attributes)
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
        try container.encodeIfPresent(account, forKey: .account)
        let data = account == nil ? attributes : attributes.filter { $0.key != Event.accountName }
        if !data.isEmpty { try container.encode(data, forKey: .data) }
    }
}
