public import Features

/// A value that a field or attribute must equal: a text, a number or a truth value.
public enum FilterValue: Codable, Hashable, Sendable {
    /// A truth value.
    case flag(Bool)
    /// A number.
    case number(Double)
    /// A text, or the id of a key.
    case text(String)

    /// Decodes a plain scalar.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    /// Encodes the plain scalar.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .flag(let flag): try container.encode(flag)
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        }
    }

    /// The attribute that has this value.
    public var attribute: AttributeValue {
        switch self {
        case .flag(let flag): .flag(flag)
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        }
    }

    /// Whether an attribute has this value; a link has the value of its id.
    func matches(_ value: AttributeValue?) -> Bool {
        switch (self, value) {
        case (.flag(let left), .flag(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.text(let left), .text(let right)): left == right
        case (.text(let left), .link(let right)): left == right.id
        // A text such as 4 is read as a number from YAML.
        case (.number(let left), .text(let right)): Double(right) == left
        default: false
        }
    }
}
