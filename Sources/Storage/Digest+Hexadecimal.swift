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
        text.append(addingCapacity: 2 * Digest.byteCount) { (digits: inout OutputSpan<UInt8>) in
            Self.write(words.0, to: &digits)
            Self.write(words.1, to: &digits)
            Self.write(words.2, to: &digits)
            Self.write(words.3, to: &digits)
        }
    }

    private static func write(_ word: UInt64, to digits: inout OutputSpan<UInt8>) {
        write(eight: word >> 32, to: &digits)
        write(eight: word & 0xFFFF_FFFF, to: &digits)
    }

    /// Writes the eight digits of 32 bits, all at once: each in a byte of a word, the first in the highest.
    private static func write(eight bits: UInt64, to digits: inout OutputSpan<UInt8>) {
        var nibbles = (bits << 16 | bits) & 0x0000_FFFF_0000_FFFF
        nibbles = (nibbles << 8 | nibbles) & 0x00FF_00FF_00FF_00FF
        nibbles = (nibbles << 4 | nibbles) & 0x0F0F_0F0F_0F0F_0F0F
        // A one in the bytes from ten on.
        let letters = (nibbles &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        let text =
            nibbles &+ 0x3030_3030_3030_3030 &+ letters &* UInt64(UInt8(ascii: "a") - 10 - UInt8(ascii: "0"))
        unsafe digits.withUnsafeMutableBufferPointer { buffer, count in
            unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                .storeBytes(of: text.bigEndian, as: UInt64.self)
            count += 8
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
