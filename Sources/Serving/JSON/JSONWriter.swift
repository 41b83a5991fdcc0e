/// Writes one JSON text, member by member, in the order of the calls.
///
/// Numbers have the fewest digits that read back as the same double. The caller keeps the nesting right.
struct JSONWriter {
    /// The text so far, UTF-8.
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// Creates an empty text.
    init(capacity: Int = 960) { bytes.reserveCapacity(capacity) }

    /// Writes an object whose members the closure writes.
    mutating func object<Failure>(_ body: (inout JSONWriter) throws(Failure) -> Void) throws(Failure) {
        try enclosed(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    /// Writes an array whose elements the closure writes.
    mutating func array<Failure>(_ body: (inout JSONWriter) throws(Failure) -> Void) throws(Failure) {
        try enclosed(UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    /// Writes a member's name; its value comes next.
    mutating func key(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes what is JSON already: a value, members with the commas between them, or the beginning of a value up to a
    /// bracket or a colon.
    mutating func raw(_ json: [UInt8]) {
        separate()
        rest(json)
    }

    /// Writes JSON of the program's own; see `raw(_:)`.
    mutating func raw(_ json: StaticString) {
        separate()
        rest(json)
    }

    /// Writes JSON of the program's own; see `rest(_:)`.
    mutating func rest(_ json: StaticString) {
        json.withUTF8Buffer { text in
            unsafe bytes.append(contentsOf: text)
            needsComma = Self.needsComma(after: unsafe text.last)
        }
    }

    /// Writes what is JSON already, and goes on where `raw` left off within a value.
    mutating func rest(_ json: [UInt8]) {
        // An array would be retained and released to be appended.
        unsafe json.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        needsComma = Self.needsComma(after: json.last)
    }

    private static func needsComma(after byte: UInt8?) -> Bool {
        byte != UInt8(ascii: "[") && byte != UInt8(ascii: "{") && byte != UInt8(ascii: ":")
    }

    /// Members as `raw` writes them.
    static func members(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.object(write)
        return Array(writer.bytes.dropFirst().dropLast())
    }

    /// Writes a truth value.
    mutating func boolean(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// Writes null.
    mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Writes a string, escaped as RFC 8259 says.
    mutating func string(_ value: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        let text = value.utf8.span
        if Self.isPlain(text) {
            unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        } else {
            escape(value)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            let byte = text[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return false }
        }
        return true
    }

    private mutating func escape(_ value: String) {
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
    }

    /// Writes a member whose value is a string, or nothing for nil.
    mutating func member(_ name: String, _ value: String?) {
        guard let value else { return }
        key(name)
        string(value)
    }

    /// Writes a member whose value is a number.
    mutating func member(_ name: String, _ value: Double) {
        key(name)
        number(value)
    }

    /// Writes a value whose bytes the closure appends.
    mutating func append(_ value: (inout [UInt8]) -> Void) {
        separate()
        value(&bytes)
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func enclosed<Failure>(
        _ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        separate()
        bytes.append(open)
        needsComma = false
        try body(&self)
        bytes.append(close)
        needsComma = true
    }
}
