extension Digest: CustomStringConvertible, LosslessStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * Digest.byteCount)
        write(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Writes the 64 digits at the end of a text, without making a string of them.
    public func write(to text: inout [UInt8]) {
        for word in [words.0, words.1, words.2, words.3] {
            for shift in stride(from: 60, through: 0, by: -4) {
                let nibble = UInt8(truncatingIfNeeded: word >> UInt64(shift)) & 15
                text.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") - 10 + nibble)
            }
        }
    }

    /// Reads 64 lower-case hexadecimal digits; anything else is nil.
    public init?(hexadecimal text: String) {
        guard let bytes = Hexadecimal.bytes(text), bytes.count == Digest.byteCount else { return nil }
        self.init(bytes: bytes)
    }

    /// The same as `init(hexadecimal:)`.
    public init?(_ description: String) { self.init(hexadecimal: description) }
}

extension Digest: Codable {
    /// Reads the hexadecimal text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let digest = Digest(hexadecimal: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected a SHA-256 digest: 64 lower-case hexadecimal digits"
            )
        }
        self = digest
    }

    /// Writes the hexadecimal text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
