extension AttributeCondition: Codable {
    private enum LinkKey: String, CodingKey { case link }

    /// Decodes a value, a list of values, or bounds such as `{atLeast: 100, below: 500}`.
    ///
    /// - Throws: `DecodingError` for anything else.
    public init(from decoder: any Decoder) throws {
        if var list = try? decoder.unkeyedContainer() {
            var values: [AttributeValue] = []
            while !list.isAtEnd { values.append(try list.decode(AttributeValue.self)) }
            self = .oneOf(values)
        } else if let mapping = try? decoder.container(keyedBy: LinkKey.self), !mapping.contains(.link) {
            self = .range(try NumberRange(from: decoder))
        } else {
            self = .oneOf([try AttributeValue(from: decoder)])
        }
    }

    /// Encodes what `init(from:)` decodes; a list of one as its value.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .range(let range): try range.encode(to: encoder)
        case .oneOf(let values):
            if values.count == 1 {
                try values[0].encode(to: encoder)
            } else {
                var list = encoder.unkeyedContainer()
                for value in values { try list.encode(value) }
            }
        }
    }
}

extension AttributeCondition {
    /// The condition on an attribute in words: `page = pricing or plans`, `amount at least 100.0`.
    func words(_ name: String) -> String {
        switch self {
        case .oneOf(let values): return "\(name) = \(values.map(\.category).joined(separator: " or "))"
        case .range(let range):
            let bounds = [
                range.atLeast.map { "at least \($0)" }, range.above.map { "above \($0)" },
                range.atMost.map { "at most \($0)" }, range.below.map { "below \($0)" },
            ]
            return "\(name) \(bounds.compactMap { $0 }.joined(separator: " and "))"
        }
    }
}
