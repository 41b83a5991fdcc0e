internal import Features

extension JSONWriter {
    /// Writes which events are read: an entry for each type, one of the type `*` where every type counts, and one without a
    /// type for events of any type that carry one of its attributes.
    mutating func value(_ schema: EventSchema) {
        array { writer in
            for (type, attributes) in schema.attributes.sorted(by: { $0.key < $1.key }) {
                writer.entry(type, attributes)
            }
            if schema.readsEveryKind {
                writer.entry("*", schema.anywhere)
            } else if !schema.anywhere.isEmpty {
                writer.entry(nil, schema.anywhere)
            }
        }
    }

    private mutating func entry(_ type: String?, _ attributes: [EventSchema.Attribute]) {
        object { writer in
            writer.member("type", type)
            writer.key("attributes")
            writer.array { writer in
                for attribute in attributes {
                    writer.object { writer in
                        writer.member("name", attribute.name)
                        writer.key("types")
                        writer.array { writer in
                            for type in AttributeType.allCases where attribute.types.contains(type) {
                                writer.string(type.rawValue)
                            }
                        }
                    }
                }
            }
        }
    }
}
