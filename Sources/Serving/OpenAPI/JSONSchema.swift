/// The shape of a JSON value, as JSON Schema 2020-12 writes it: what the daemon's document needs of it.
indirect enum JSONSchema: Sendable {
    /// A shape among the document's components.
    case reference(String)
    /// A string; `format` and `pattern` as JSON Schema has them.
    case text(format: String? = nil, pattern: String? = nil)
    /// One of some strings.
    case choice([String])
    /// A finite number, in a range where one is given; `isOpen` leaves the ends out.
    case number(ClosedRange<Double>? = nil, isOpen: Bool = false)
    /// A whole number in a range.
    case integer(ClosedRange<Int>)
    /// True or false.
    case truth
    /// Null.
    case null
    /// Whatever JSON has.
    case anything
    /// An array with at least, and at most, so many elements.
    case array(JSONSchema, least: Int = 0, most: Int? = nil)
    /// An object; members beside those named are admitted where `isOpen`.
    case object([Member], isOpen: Bool = false)
    /// An object with any names, whose values are of a shape; at most so many where a number is given.
    case map(JSONSchema, least: Int = 0, most: Int? = nil)
    /// One of several shapes.
    case either([JSONSchema])

    /// A member of an object.
    struct Member: Sendable {
        let name: String
        let schema: JSONSchema
        let isRequired: Bool

        /// A member that has to be there.
        static func required(_ name: String, _ schema: JSONSchema) -> Member {
            Member(name: name, schema: schema, isRequired: true)
        }

        /// A member that may be left out.
        static func optional(_ name: String, _ schema: JSONSchema) -> Member {
            Member(name: name, schema: schema, isRequired: false)
        }
    }
}
