/// The bytes of a file of word vectors, one after the other, with the place that has been reached.
struct WordVectorStream: ~Copyable {
    let form: WordVectorFile.Form
    private let file: Descriptor
    private var block = [UInt8](repeating: 0, count: 1 << 20)
    private var filled = 0
    private var place = 0
    /// Bytes before the block.
    private var passed = 0
    /// The line that has been reached, from 1.
    private var line = 1
    private var digest = DigestAccumulator()

    private static let newline = UInt8(ascii: "\n")
    private static let space = UInt8(ascii: " ")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let tab = UInt8(ascii: "\t")

    init(_ path: String, form: WordVectorFile.Form) throws(StorageError) {
        let file = try Descriptor(reading: path, waits: false)
        try file.expectRegular()
        self.file = file
        self.form = form
    }

    /// An error at the place that has been reached.
    func malformed(_ problem: String) -> StorageError {
        .malformedWordVectors(
            file: file.path, line: form == .text ? line : nil, byte: passed + place, problem: problem)
    }

    /// The words and the numbers a vector that the first line tells.
    mutating func header() throws(StorageError) -> (words: Int, dimensions: Int) {
        var text: [UInt8] = []
        while let byte = try next(), byte != Self.newline {
            text.append(byte)
            if text.count > 64 { break }
        }
        let parts = text.split { [Self.space, Self.tab, Self.carriageReturn].contains($0) }
        let numbers = parts.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard parts.count == 2, numbers.count == 2, (1...1 << 31).contains(numbers[0]),
            (1...WordVectorFile.mostDimensions).contains(numbers[1])
        else {
            line = 1
            throw malformed(
                "the first line is not the number of words and of numbers a vector, which is in 1...\(WordVectorFile.mostDimensions)"
            )
        }
        return (numbers[0], numbers[1])
    }

    /// Reads a word and the space after it; false at the end of the file.
    mutating func readWord(into word: inout [UInt8]) throws(StorageError) -> Bool {
        word.removeAll(keepingCapacity: true)
        // Some programs end each binary vector with a newline, and some a text with an empty line.
        while let byte = try peek(), byte == Self.newline || byte == Self.carriageReturn { advance() }
        while let byte = try peek(), byte != Self.space && byte != Self.tab {
            guard byte != Self.newline else { throw malformed("a word is followed by no numbers") }
            guard word.count < WordVectorFile.longestWord else {
                throw malformed("a word has more than \(WordVectorFile.longestWord) bytes")
            }
            word.append(byte)
            advance()
        }
        if try peek() == nil {
            guard word.isEmpty else { throw malformed("a word is followed by no numbers") }
            return false
        }
        guard !word.isEmpty else { throw malformed("there is no word before the numbers") }
        advance()
        return true
    }

    /// Reads the numbers of a vector, and adds them where they are kept.
    mutating func readNumbers(
        _ count: Int, keeps: Bool, into numbers: inout [Float]
    ) throws(StorageError) {
        switch form {
        case .text: try readDecimals(count, keeps: keeps, into: &numbers)
        case .binary: try readSingles(count, keeps: keeps, into: &numbers)
        }
    }

    /// SHA-256 of all bytes.
    consuming func finish() -> Digest { digest.restart() }

    private mutating func readDecimals(
        _ count: Int, keeps: Bool, into numbers: inout [Float]
    ) throws(StorageError) {
        var (found, text): (Int, [UInt8]) = (0, [])
        while true {
            let byte = try peek()
            let isEnd = byte == nil || byte == Self.newline
            if isEnd || byte == Self.space || byte == Self.tab || byte == Self.carriageReturn {
                if !text.isEmpty {
                    found += 1
                    if keeps { numbers.append(try number(text, found)) }
                    text.removeAll(keepingCapacity: true)
                }
                guard found <= count else { break }
                if isEnd { break }
            } else if let byte {
                guard text.count < 64 else { throw malformed("number \(found + 1) has more than 64 bytes") }
                text.append(byte)
            }
            advance()
        }
        guard found == count else {
            throw malformed(
                "\(found > count ? "more than \(count)" : "\(found) of \(count)") numbers follow the word")
        }
    }

    private func number(_ text: [UInt8], _ place: Int) throws(StorageError) -> Float {
        guard let number = Float(String(decoding: text, as: UTF8.self)), number.isFinite else {
            throw malformed("number \(place) is none, or not finite")
        }
        return number
    }

    private mutating func readSingles(
        _ count: Int, keeps: Bool, into numbers: inout [Float]
    ) throws(StorageError) {
        for index in 0..<count {
            var bits: UInt32 = 0
            for place in 0..<4 {
                guard let byte = try next() else {
                    throw malformed("the file ends within the \(count) numbers of a word")
                }
                bits |= UInt32(byte) << UInt32(8 * place)
            }
            guard keeps else { continue }
            let number = Float(bitPattern: bits)
            guard number.isFinite else { throw malformed("number \(index + 1) of a word is not finite") }
            numbers.append(number)
        }
    }

    @inline(__always)
    private mutating func next() throws(StorageError) -> UInt8? {
        guard let byte = try peek() else { return nil }
        advance()
        return byte
    }

    /// The next byte, which stays; nil at the end.
    @inline(__always)
    private mutating func peek() throws(StorageError) -> UInt8? {
        if place == filled { try fill() }
        return place < filled ? block[place] : nil
    }

    @inline(__always)
    private mutating func advance() {
        if block[place] == Self.newline { line += 1 }
        place += 1
    }

    private mutating func fill() throws(StorageError) {
        passed += filled
        (filled, place) = (0, 0)
        filled = try file.read(into: &block)
        let bytes = block
        unsafe digest.update(bytes.span.extracting(first: filled).bytes)
    }
}
