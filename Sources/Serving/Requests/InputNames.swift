internal import Models

/// The names of a model's inputs as bytes, to find an input by what a request calls it without making a text of it.
struct InputNames: Sendable {
    private let bytes: [UInt8]
    // Input i's name is `bytes[starts[i]..<starts[i + 1]]`.
    private let starts: [Int]
    // A bit for each length that a name has, so that most texts that are no name are known by theirs.
    private let lengths: UInt64

    /// The names of inputs, in their order.
    init(_ inputs: [ModelInput]) {
        var bytes: [UInt8] = []
        var starts = [0]
        var lengths: UInt64 = 0
        for input in inputs {
            bytes.append(contentsOf: input.name.utf8)
            starts.append(bytes.count)
            lengths |= Self.bit(ofLength: input.name.utf8.count)
        }
        self.bytes = bytes
        self.starts = starts
        self.lengths = lengths
    }

    private static func bit(ofLength length: Int) -> UInt64 { 1 << UInt64(min(length, 63)) }

    /// How many inputs there are.
    var count: Int { starts.count - 1 }

    /// The index of the input with this name, or nil.
    ///
    /// - Parameters:
    ///   - range: of the name in the text.
    ///   - guess: where to look first; requests tend to have the model's order.
    /// - Complexity: O(name) where the guess is right, O(1) where no name is as long, else O(inputs).
    func index(of range: Range<Int>, in text: Span<UInt8>, guess: Int) -> Int? {
        if lengths & Self.bit(ofLength: range.count) == 0 { return nil }
        var index = guess < count ? guess : 0
        for _ in 0..<count {
            if isName(index, range, in: text) { return index }
            index += 1
            if index == count { index = 0 }
        }
        return nil
    }

    private func isName(_ index: Int, _ range: Range<Int>, in text: Span<UInt8>) -> Bool {
        let start = starts[index]
        guard starts[index + 1] - start == range.count else { return false }
        for offset in 0..<range.count where bytes[start + offset] != text[range.lowerBound + offset] {
            return false
        }
        return true
    }
}
