/// Bytes as base64 text and back.
///
/// Source: RFC 4648, section 4, with padding.
public enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    /// Four characters for every three bytes begun.
    ///
    /// Complexity: O(n).
    public static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<Swift.min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : padding)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text; nil where `text` of them would be another, so that one text stands for one value.
    ///
    /// Complexity: O(n).
    public static func bytes(_ text: String) -> [UInt8]? {
        var values = [Int](repeating: 0, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = value }
        let characters = Array(text.utf8)
        guard characters.count.isMultiple(of: 4) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.count / 4 * 3)
        for start in stride(from: 0, to: characters.count, by: 4) {
            let group = characters[start..<start + 4]
            let bits = group.reduce(0) { $0 << 6 | values[Int($1)] }
            let count = 3 - group.reversed().prefix { $0 == padding }.count
            for place in 0..<Swift.max(0, count) {
                bytes.append(UInt8(truncatingIfNeeded: bits >> (16 - 8 * place)))
            }
        }
        // Foreign characters, padding inside and bits that no byte has all come back as another text.
        return Base64.text(bytes) == text ? bytes : nil
    }
}
