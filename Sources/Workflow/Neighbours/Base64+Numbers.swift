import Storage

extension Base64 {
    /// Base64 of little-endian doubles.
    static func littleEndian(_ numbers: [Double]) -> String {
        text(numbers.flatMap { bytes(of: $0.bitPattern) })
    }

    /// Base64 of little-endian whole numbers of 32 bits.
    static func littleEndian(_ numbers: [Int32]) -> String {
        text(numbers.flatMap { bytes(of: UInt32(bitPattern: $0)) })
    }

    /// The doubles of a text; nil where it is of none.
    static func doubles(_ text: String) -> [Double]? {
        words(text, UInt64.self)?.map { Double(bitPattern: $0) }
    }

    /// The whole numbers of 32 bits of a text; nil where it is of none.
    static func integers(_ text: String) -> [Int32]? {
        words(text, UInt32.self)?.map { Int32(bitPattern: $0) }
    }

    private static func bytes(of word: some FixedWidthInteger) -> [UInt8] {
        (0..<word.bitWidth / 8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
    }

    private static func words<Word: FixedWidthInteger>(_ text: String, _ kind: Word.Type) -> [Word]? {
        let size = Word.bitWidth / 8
        guard let bytes = bytes(text), bytes.count.isMultiple(of: size) else { return nil }
        return stride(from: 0, to: bytes.count, by: size).map { start in
            (0..<size).reduce(0) { $0 | Word(truncatingIfNeeded: bytes[start + $1]) << Word(8 * $1) }
        }
    }
}
