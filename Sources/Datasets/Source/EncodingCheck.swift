/// Looks for the first place at which a text that arrives in blocks is not UTF-8.
struct EncodingCheck {
    /// The offset of the first byte that is no part of UTF-8; nil as long as all are.
    private(set) var fault: Int?
    /// The bytes seen before the block at hand.
    private var position = 0
    /// The beginning of a character that the last block cut in two.
    private var pending: [UInt8] = []

    /// Looks at the next block.
    ///
    /// - Complexity: O(bytes).
    mutating func take(_ block: Span<UInt8>) {
        defer { position += block.count }
        guard fault == nil, block.count > 0 else { return }
        var start = 0
        if let lead = pending.first {
            let missing = Self.length(lead) - pending.count
            let begun = position - pending.count
            for index in 0..<min(missing, block.count) { pending.append(block[index]) }
            guard pending.count == Self.length(lead) else { return }
            start = missing
            let whole = pending
            pending = []
            check(whole.span, at: begun)
        }
        var end = block.count
        for back in 1...3 where block.count - back >= start {
            let byte = block[block.count - back]
            guard byte & 0xC0 != 0x80 else { continue }
            if Self.length(byte) > back { end = block.count - back }
            break
        }
        check(block.extracting(start..<end), at: position + start)
        for index in end..<block.count { pending.append(block[index]) }
    }

    /// Looks at what is left after the last block: a character must not end there half-way.
    mutating func finish() {
        if fault == nil, !pending.isEmpty { fault = position - pending.count }
    }

    private mutating func check(_ bytes: Span<UInt8>, at offset: Int) {
        guard fault == nil else { return }
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes)
        } catch {
            fault = offset + error.byteOffsets.lowerBound
        }
    }

    /// The bytes of a character that begins with this one.
    private static func length(_ lead: UInt8) -> Int {
        switch lead {
        case 0xC0..<0xE0: 2
        case 0xE0..<0xF0: 3
        case 0xF0...: 4
        default: 1
        }
    }
}
