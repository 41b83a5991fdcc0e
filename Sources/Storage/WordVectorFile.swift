/// A file of vectors of words, as word2vec writes them: text, or binary.
///
/// Both begin with a line of two whole numbers, of words and of numbers a vector. In text a line a word follows, the word and its
/// numbers divided by spaces; in binary a word, a space, and little-endian numbers of single precision.
///
/// Source: T. Mikolov et al., word2vec (2013), `-binary 0` and `-binary 1`.
public struct WordVectorFile: Equatable, Sendable {
    /// Where it lies.
    public let path: String
    /// How numbers are written.
    public let form: Form
    /// Words that the first line promises.
    public let words: Int
    /// Numbers a vector.
    public let dimensions: Int

    /// How numbers are written.
    public enum Form: String, Codable, Sendable {
        /// As decimals.
        case text
        /// As four bytes each.
        case binary
    }

    /// What was taken of a file.
    public struct Content: Equatable, Sendable {
        /// The words that were taken, in the order of the file, as they were asked for.
        public var words: [String] = []
        /// Shape (words, dimensions), row after row.
        public var numbers: [Float] = []
        /// SHA-256 of the file.
        public var digest = Digest.zero
    }

    /// The most numbers a vector may have.
    public static let mostDimensions = 10_000
    /// The most bytes of a word.
    public static let longestWord = 4_096

    /// Reads the first line.
    ///
    /// - Parameters:
    ///   - path: where the file lies.
    ///   - form: how numbers are written; nil where the name tells it, binary if it ends with `.bin`, else text.
    /// - Throws: `malformedWordVectors` where it is not of two whole numbers in their range; `missing`, `unreadable`.
    public init(_ path: String, form: Form? = nil) throws(StorageError) {
        var stream = try WordVectorStream(path, form: form ?? (path.hasSuffix(".bin") ? .binary : .text))
        (words, dimensions) = try stream.header()
        self.path = path
        self.form = stream.form
    }

    /// Reads the whole file, of which no more is kept than what is taken and a block.
    ///
    /// Numbers are looked at only of words that are taken; of the others they are counted.
    ///
    /// - Parameter choose: what a word, as it is written, is to be called; nil passes it over.
    /// - Throws: `malformedWordVectors` naming line or byte, where words or numbers are missing or too many, and where a number is
    ///   none or not finite; `missing`, `unreadable`.
    /// - Complexity: O(size) time, O(what is taken) memory.
    public func read(choosing choose: (Span<UInt8>) -> String?) throws(StorageError) -> Content {
        var stream = try WordVectorStream(path, form: form)
        guard try stream.header() == (words, dimensions) else {
            throw .unreadable(path: path, reason: "it changed while it was read")
        }
        var content = Content()
        var word: [UInt8] = []
        for number in 0..<words {
            guard try stream.readWord(into: &word) else {
                throw stream.malformed("it ends after \(number) of the \(words) words that line 1 promises")
            }
            let name = choose(word.span)
            if let name { content.words.append(name) }
            try stream.readNumbers(dimensions, keeps: name != nil, into: &content.numbers)
        }
        guard try !stream.readWord(into: &word) else {
            throw stream.malformed("more follows than the \(words) words that line 1 promises")
        }
        content.digest = stream.finish()
        return content
    }
}
