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
        guard scanner.take(UInt8(ascii: "["), in: text) else { return false }
        let isNested = rowWidth > 0 && scanner.peek(in: text) == UInt8(ascii: "[")
        var slot = first
        for index in 0..<count {
            if index > 0, !scanner.take(UInt8(ascii: ","), in: text) { return false }
            if isNested, index % rowWidth == 0, !scanner.take(UInt8(ascii: "["), in: text) { return false }
            guard readValue(text, datatype, slot: slot, input: first) else { return false }
            if isNested, index % rowWidth == rowWidth - 1, !scanner.take(UInt8(ascii: "]"), in: text) {
                return false
            }
            slot += step
        }
        return scanner.take(UInt8(ascii: "]"), in: text)
    }

    private mutating func readValue(
        _ text: Span<UInt8>, _ datatype: Datatype, slot: Int, input: Int
    ) -> Bool {
        switch scanner.peek(in: text) {
        case UInt8(ascii: "n"): return scanner.take(Self.nullWord, count: 4, in: text)
        case UInt8(ascii: "\""):
            guard datatype == .bytes, let range = scanner.string(in: text) else { return false }
            slots[slot] = model.package.model.encode(level: Self.string(range, text), input: input)
        case UInt8(ascii: "t"):
            guard datatype == .bool, scanner.take(Self.trueWord, count: 4, in: text) else { return false }
            slots[slot] = 1
        case UInt8(ascii: "f"):
            guard datatype == .bool, scanner.take(Self.falseWord, count: 5, in: text) else { return false }
            slots[slot] = 0
        default:
            guard let written = scanner.number(in: text), let number = datatype.number(written) else {
                return false
            }
            slots[slot] = number
        }
        return true
    }
}
