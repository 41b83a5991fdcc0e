/// Single-precision numbers as one text: base64 of their little-endian bytes, a fifth of what decimals take.
///
/// Source: RFC 4648, section 4, with padding.
enum FloatText {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    /// The text of numbers.
    ///
    /// - Complexity: O(numbers).
    static func text(of numbers: [Float]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((4 * numbers.count + 2) / 3 * 4)
        var (bits, held): (UInt64, UInt64) = (0, 0)
        for number in numbers {
            bits = bits << 32 | UInt64(number.bitPattern.byteSwapped)
            held += 32
            while held >= 6 {
                held -= 6
                text.append(digits[Int(bits >> held & 63)])
            }
            bits &= 1 << held - 1
        }
        if held > 0 { text.append(digits[Int(bits << (6 - held) & 63)]) }
        while !text.count.isMultiple(of: 4) { text.append(padding) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The numbers of a text; nil where it is no such text.
    ///
    /// - Complexity: O(length of the text).
    static func numbers(of text: String) -> [Float]? {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        var numbers: [Float] = []
        numbers.reserveCapacity(text.utf8.count / 16 * 3)
        var (bits, held): (UInt64, UInt64) = (0, 0)
        var (count, padded) = (0, 0)
        for byte in text.utf8 {
            count += 1
            if byte == padding {
                padded += 1
                continue
            }
            let value = values[Int(byte)]
            guard value < 64, padded == 0 else { return nil }
            bits = bits << 6 | UInt64(value)
            held += 6
            if held >= 32 {
                held -= 32
                numbers.append(Float(bitPattern: UInt32(truncatingIfNeeded: bits >> held).byteSwapped))
                bits &= 1 << held - 1
            }
        }
        // Bits that no number has, and padding that none needs, would be another text of the same numbers.
        let isWhole = count.isMultiple(of: 4) && padded <= 2 && held < 6 && bits == 0
        return isWhole && count == (4 * numbers.count + 2) / 3 * 4 ? numbers : nil
    }
}
