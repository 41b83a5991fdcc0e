/// The type of an attribute's values, which names its column in a log: `number.amount`, `link.account`.
enum AttributeType: String, Codable, Comparable, Sendable {
    case flag
    case link
    case number
    case text

    /// The type that a field's values have as an attribute.
    init(_ kind: FieldDefinition.Kind) {
        switch kind {
        case .key: self = .link
        case .integer, .number, .date, .instant: self = .number
        case .text: self = .text
        case .boolean: self = .flag
        }
    }

    /// By name.
    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
