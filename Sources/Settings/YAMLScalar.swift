/// A scalar as written, and what the core schema of YAML 1.2 makes of it.
struct YAMLScalar: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case null, boolean, integer, number, text
    }

    /// The text without quotes, escapes and folding resolved.
    var text: String
    var kind: Kind

    /// Quoted and block scalars are text whatever they hold.
    init(text: String, isPlain: Bool) {
        self.text = text
        self.kind = isPlain ? Self.resolve(text) : .text
    }

    /// Source: YAML 1.2.2, section 10.3.2, tag resolution of the core schema.
    /// - Complexity: O(length).
    static func resolve(_ text: String) -> Kind {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE", "false", "False", "FALSE": return .boolean
        case ".nan", ".NaN", ".NAN": return .number
        default: break
        }
        if let first = text.utf8.first, first > UInt8(ascii: "9") { return .text }
        if isBased(text, "0o", through: 8) || isBased(text, "0x", through: 16) { return .integer }
        var rest = text.utf8[...]
        skip(&rest, while: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }, atMost: 1)
        if [".inf", ".Inf", ".INF"].contains(String(rest)) { return .number }
        let whole = skip(&rest, while: isDigit)
        if rest.isEmpty { return whole > 0 ? .integer : .text }
        var fraction = 0
        if skip(&rest, while: { $0 == UInt8(ascii: ".") }, atMost: 1) == 1 {
            fraction = skip(&rest, while: isDigit)
        }
        guard whole + fraction > 0 else { return .text }
        if skip(&rest, while: { $0 | 0x20 == UInt8(ascii: "e") }, atMost: 1) == 1 {
            skip(&rest, while: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }, atMost: 1)
            guard skip(&rest, while: isDigit) > 0 else { return .text }
        }
        return rest.isEmpty ? .number : .text
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private static func isBased(_ text: String, _ prefix: String, through radix: Int) -> Bool {
        text.utf8.count > 2 && text.hasPrefix(prefix)
            && text.dropFirst(2).allSatisfy { $0.isASCII && $0.hexDigitValue.map { $0 < radix } == true }
    }

    @discardableResult private static func skip(
        _ rest: inout Substring.UTF8View, while isWanted: (UInt8) -> Bool, atMost limit: Int = .max
    ) -> Int {
        var count = 0
        while count < limit, let byte = rest.first, isWanted(byte) {
            rest.removeFirst()
            count += 1
        }
        return count
    }
}
