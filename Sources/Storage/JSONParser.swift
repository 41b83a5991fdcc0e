/// A strict parser of RFC 8259: UTF-8 only, unique names, bounded depth; hostile bytes give errors.
struct JSONParser {
    /// Deep enough for any file of ours, shallow enough for any thread's stack.
    static let maximumDepth = 128

    let bytes: [UInt8]
    let file: String
    var position = 0

    /// The one value the bytes hold.
    static func parse(_ bytes: [UInt8], file: String) throws(StorageError) -> JSONValue {
        var parser = JSONParser(bytes: bytes, file: file)
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        if parser.position < bytes.count { throw parser.failure("there is more after the end of the value") }
        return value
    }

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// The error at the current position.
    func failure(_ problem: String) -> StorageError {
        let before = bytes[..<Swift.min(position, bytes.count)]
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return .malformedJSON(file: file, line: line, column: before.count - start + 1, problem: problem)
    }

    mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func value(depth: Int) throws(StorageError) -> JSONValue {
        skipSpace()
        if depth > Self.maximumDepth {
            throw failure("values are nested more than \(Self.maximumDepth) deep")
        }
        switch next {
        case nil: throw failure("the file ends where a value should be")
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(StorageError) -> JSONValue {
        guard bytes[position...].starts(with: word.utf8) else { throw failure("expected a value") }
        position += word.utf8.count
        return value
    }

    private mutating func array(depth: Int) throws(StorageError) -> JSONValue {
        position += 1
        var elements: [JSONValue] = []
        skipSpace()
        if take("]") { return .array(elements) }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return .array(elements) }
            if !take(",") { throw failure("expected `,` or `]`") }
        }
    }

    private mutating func object(depth: Int) throws(StorageError) -> JSONValue {
        position += 1
        var members: [String: JSONValue] = [:]
        skipSpace()
        if take("}") { return .object(members) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw failure("expected a name in quotes") }
            let start = position
            let name = try string()
            skipSpace()
            if !take(":") { throw failure("expected `:`") }
            if members.updateValue(try value(depth: depth + 1), forKey: name) != nil {
                position = start
                throw failure("the name occurs twice in one object")
            }
            skipSpace()
            if take("}") { return .object(members) }
            if !take(",") { throw failure("expected `,` or `}`") }
        }
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }
}
