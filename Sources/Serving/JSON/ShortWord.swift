/// A text of at most eight bytes in one word, to tell words of a text apart by one comparison each.
struct ShortWord: Equatable, Sendable {
    private let bits: UInt64

    /// Of a text.
    ///
    /// - Precondition: it has at most eight bytes, none of them 0.
    init(_ text: String) {
        precondition(text.utf8.count <= 8)
        bits = text.utf8.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Of a part of a text; nil for more than eight bytes.
    init?(_ range: Range<Int>, of text: Span<UInt8>) {
        guard range.count <= 8 else { return nil }
        var bits: UInt64 = 0
        for index in range { bits = bits << 8 | UInt64(text[index]) }
        self.bits = bits
    }
}
