extension AttributeValue: Codable {
    private enum CodingKeys: String, CodingKey { case link }

    /// Decodes a number, a text or a truth value as such, and a link from `{"link": "namespace:id"}`.
    ///
    /// - Throws: `DecodingError` for anything else, null and numbers that are not finite included.
    public init(from decoder: any Decoder) throws {
        if let container = try? decoder.singleValueContainer() {
            if let flag = try? container.decode(Bool.self) {
                self = .flag(flag)
                return
            }
            if let number = try? container.decode(Double.self), number.isFinite {
                self = .number(number)
                return
            }
            if let text = try? container.decode(String.self) {
                self = .text(text)
                return
            }
        }
        if let container = try? decoder.container(keyedBy: CodingKeys.self), container.contains(.link) {
            self = .link(try container.decode(EntityKey.self, forKey: .link))
            return
        }
        throw DecodingError.dataCorrupted(
            .init(
                codingPath: decoder.codingPath,
                debugDescription: "an attribute's value is a finite number, a text, a truth value or "
                    + "{\"link\": \"namespace:id\"}; leave a missing value out"))
    }

    /// Encodes what `init(from:)` decodes.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .flag(let flag): try container.encode(flag)
        case .link(let key): try container.encode([CodingKeys.link.rawValue: key])
        }
    }
}
