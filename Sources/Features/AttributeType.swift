/// What an event's attribute holds, as JSON has it.
public enum AttributeType: String, CaseIterable, Codable, Sendable {
    /// A number.
    case number
    /// A category or a text.
    case text = "string"
    /// A truth value.
    case flag = "boolean"
    /// Another entity's key: `{"link": "namespace:id"}`.
    case link
}

extension AttributeValue {
    /// What it is.
    public var type: AttributeType {
        switch self {
        case .number: .number
        case .text: .text
        case .flag: .flag
        case .link: .link
        }
    }
}
