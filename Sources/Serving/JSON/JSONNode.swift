/// A value in a parsed JSON text; a cheap handle that keeps the text alive.
struct JSONNode {
    let document: JSONDocument
    /// The value's place on the tape.
    let index: Int

    /// What a value is.
    enum Kind {
        case object, array, string, integer, unsigned, double, boolean, null

        /// The kind as an error names it.
        var name: String {
            switch self {
            case .object: "an object"
            case .array: "an array"
            case .string: "a string"
            case .integer, .unsigned, .double: "a number"
            case .boolean: "a truth value"
            case .null: "null"
            }
        }
    }

    private static let payloadMask: UInt64 = 0x00FF_FFFF_FFFF_FFFF

    private var payload: UInt64 { document.word(index) & Self.payloadMask }

    /// The value's kind.
    var kind: Kind {
        switch UInt8(truncatingIfNeeded: document.word(index) >> 56) {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "l"): .integer
        case UInt8(ascii: "u"): .unsigned
        case UInt8(ascii: "d"): .double
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
        default: .null
        }
    }

    /// Whether the value is null.
    var isNull: Bool { kind == .null }

    /// The string, or nil for another kind.
    var string: String? { kind == .string ? document.string(at: Int(payload)) : nil }

    /// The truth value, or nil for another kind.
    var boolean: Bool? {
        kind == .boolean ? UInt8(truncatingIfNeeded: document.word(index) >> 56) == UInt8(ascii: "t") : nil
    }

    /// The number as it was written; nil for another kind.
    var written: JSONNumber? {
        switch kind {
        case .integer: .integer(Int64(bitPattern: document.word(index + 1)))
        case .unsigned: .unsigned(document.word(index + 1))
        case .double: .double(Double(bitPattern: document.word(index + 1)))
        default: nil
        }
    }

    /// The number as a double, rounded to nearest where it is a large integer; nil for another kind.
    var number: Double? { written?.value }

    /// The number as an integer, or nil for another kind, a fraction and what does not fit.
    var integer: Int? {
        switch kind {
        case .integer: Int(truncatingIfNeeded: Int64(bitPattern: document.word(index + 1)))
        case .double: Int(exactly: Double(bitPattern: document.word(index + 1)))
        default: nil
        }
    }

    /// The index on the tape after the value.
    var end: Int {
        switch kind {
        case .object, .array: Int(document.word(index) & 0xFFFF_FFFF)
        case .integer, .unsigned, .double: index + 2
        default: index + 1
        }
    }
}
