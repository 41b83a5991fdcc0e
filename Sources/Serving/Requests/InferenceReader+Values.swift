internal import Models
internal import Scoring

/// The data of a tensor.
extension InferenceReader {
    private static let nullWord = ShortWord("null")
    private static let trueWord = ShortWord("true")
    private static let falseWord = ShortWord("false")

    /// An array of values, or of arrays of `rowWidth` values where that is above 0, into every `step`th slot.
    mutating func readValues(
        _ text: Span<UInt8>, _ datatype: Datatype, count: Int, rowWidth: Int, first: Int, step: Int
    ) -> Bool {
        // Out of the reader meanwhile, so that the place stays in a register and the slots are known to be unshared.
        var scanner = self.scanner
        var slots: [Double] = []
        swap(&slots, &self.slots)
        defer {
            self.scanner = scanner
            swap(&slots, &self.slots)
        }
        guard scanner.take(UInt8(ascii: "["), in: text) else { return false }
        let isNested = rowWidth > 0 && scanner.peek(in: text) == UInt8(ascii: "[")
        var values = slots.mutableSpan
        var slot = first
        var left = rowWidth
        for index in 0..<count {
            if index > 0, !scanner.take(UInt8(ascii: ","), in: text) { return false }
            if isNested, left == rowWidth, !scanner.take(UInt8(ascii: "["), in: text) { return false }
            if Self.isNumber(scanner.peek(in: text)) {
                guard let written = scanner.number(in: text), let number = datatype.number(written) else {
                    return false
                }
                values[slot] = number
            } else {
                guard let value = word(text, &scanner, datatype, input: first) else { return false }
                values[slot] = value
            }
            slot += step
            left -= 1
            if left == 0 {
                left = rowWidth
                if isNested, !scanner.take(UInt8(ascii: "]"), in: text) { return false }
            }
        }
        return scanner.take(UInt8(ascii: "]"), in: text)
    }

    /// Whether a number, or something malformed, begins with this byte.
    private static func isNumber(_ byte: UInt8) -> Bool {
        byte < UInt8(ascii: "A") && byte != UInt8(ascii: "\"")
    }

    /// A value that is no number: a missing one, a category or a truth value.
    private func word(
        _ text: Span<UInt8>, _ scanner: inout JSONScanner, _ datatype: Datatype, input: Int
    ) -> Double? {
        switch scanner.peek(in: text) {
        case UInt8(ascii: "n"):
            return scanner.take(Self.nullWord, count: 4, in: text) ? .nan : nil
        case UInt8(ascii: "\""):
            guard datatype == .bytes, let range = scanner.string(in: text) else { return nil }
            return model.package.model.encode(level: Self.string(range, text), input: input)
        case UInt8(ascii: "t"):
            return datatype == .bool && scanner.take(Self.trueWord, count: 4, in: text) ? 1 : nil
        case UInt8(ascii: "f"):
            return datatype == .bool && scanner.take(Self.falseWord, count: 5, in: text) ? 0 : nil
        default: return nil
        }
    }
}
