/// What happened, as far as vectors of events tell it apart: the kind of an event, or its kind and the value of one attribute.
public struct EventToken: Hashable, Sendable {
    /// The kind of event.
    public var kind: String
    /// The attribute's value as a category; nil where the attribute has no part in it.
    public var value: String?

    /// Creates a token.
    public init(kind: String, value: String? = nil) {
        self.kind = kind
        self.value = value
    }

    /// The kind alone.
    var plain: EventToken { EventToken(kind: kind) }
}

extension EventToken: Comparable {
    /// By kind, then value; the kind alone comes first.
    public static func < (left: EventToken, right: EventToken) -> Bool {
        if left.kind != right.kind { return left.kind < right.kind }
        guard let value = right.value else { return false }
        return left.value.map { $0 < value } ?? true
    }
}

extension EventToken: CustomStringConvertible {
    /// `kind`, or `kind=value`.
    public var description: String { value.map { "\(kind)=\($0)" } ?? kind }
}

extension EventToken: Codable {
    /// Reads `[kind]` or `[kind, value]`.
    ///
    /// - Throws: `DecodingError`.
    public init(from decoder: any Decoder) throws {
        let parts = try [String](from: decoder)
        guard let kind = parts.first, parts.count <= 2 else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "is not [kind] or [kind, value]"))
        }
        self.init(kind: kind, value: parts.count == 2 ? parts[1] : nil)
    }

    /// Writes `[kind]` or `[kind, value]`.
    public func encode(to encoder: any Encoder) throws {
        try ([kind] + [value].compactMap { $0 }).encode(to: encoder)
    }
}

extension AttributeValue {
    /// The value as a part of a token; nil for a link, which names somebody.
    public var tokenValue: String? {
        if case .link = self { nil } else { category }
    }
}
