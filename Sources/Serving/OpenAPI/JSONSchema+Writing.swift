extension JSONSchema {
    /// Writes the schema.
    func write(_ writer: inout JSONWriter) {
        writer.object { writer in members(&writer) }
    }

    private func members(_ writer: inout JSONWriter) {
        switch self {
        case .reference(let name): writer.member("$ref", "#/components/schemas/\(name)")
        case .text(let format, let pattern):
            writer.member("type", "string")
            writer.member("format", format)
            writer.member("pattern", pattern)
        case .choice(let values):
            writer.member("type", "string")
            writer.key("enum")
            writer.array { writer in for value in values { writer.string(value) } }
        case .number(let range, let isOpen):
            writer.member("type", "number")
            guard let range else { return }
            writer.member(isOpen ? "exclusiveMinimum" : "minimum", range.lowerBound)
            writer.member(isOpen ? "exclusiveMaximum" : "maximum", range.upperBound)
        case .integer(let range):
            writer.member("type", "integer")
            writer.key("minimum")
            writer.number(range.lowerBound)
            writer.key("maximum")
            writer.number(range.upperBound)
        case .truth: writer.member("type", "boolean")
        case .null: writer.member("type", "null")
        case .anything: break
        case .array(let element, let least, let most):
            writer.member("type", "array")
            writer.key("items")
            element.write(&writer)
            Self.bounds(&writer, ("minItems", least), ("maxItems", most))
        case .object(let members, let isOpen): Self.object(&writer, members, isOpen: isOpen)
        case .map(let value, let least, let most):
            writer.member("type", "object")
            writer.key("additionalProperties")
            value.write(&writer)
            Self.bounds(&writer, ("minProperties", least), ("maxProperties", most))
        case .either(let schemas):
            writer.key("anyOf")
            writer.array { writer in for schema in schemas { schema.write(&writer) } }
        }
    }

    private static func object(_ writer: inout JSONWriter, _ members: [Member], isOpen: Bool) {
        writer.member("type", "object")
        writer.key("properties")
        writer.object { writer in
            for member in members {
                writer.key(member.name)
                member.schema.write(&writer)
            }
        }
        let required = members.filter(\.isRequired).map(\.name)
        if !required.isEmpty {
            writer.key("required")
            writer.array { writer in for name in required { writer.string(name) } }
        }
        if isOpen { return }
        writer.key("additionalProperties")
        writer.boolean(false)
    }

    private static func bounds(
        _ writer: inout JSONWriter, _ least: (name: String, value: Int), _ most: (name: String, value: Int?)
    ) {
        if least.value > 0 {
            writer.key(least.name)
            writer.number(least.value)
        }
        if let value = most.value {
            writer.key(most.name)
            writer.number(value)
        }
    }
}
