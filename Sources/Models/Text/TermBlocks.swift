/// Texts as sparse vectors over grams of words and grams of characters side by side.
///
/// Each block's vector has length 1, then the whole is brought to length 1: a text of which both blocks know something is half
/// its words and half its characters. The columns of the characters follow those of the words.
public struct TermBlocks: Codable, Equatable, Sendable {
    /// Grams of words; nil where there are none.
    public let words: TextVectorizer?
    /// Grams of characters; nil where there are none.
    public let characters: TextVectorizer?

    /// The Unicode scalars of a text that are looked at; what follows them is passed over, so that no text takes long.
    public static let longestText = 1 << 16

    /// Creates blocks.
    ///
    /// - Throws: `ModelError` where neither is there, an analyzer is of the other unit, or there are more than 2^30 columns.
    public init(words: TextVectorizer?, characters: TextVectorizer?) throws(ModelError) {
        guard words != nil || characters != nil else {
            throw .wrongCount(of: "blocks", expected: 1, found: 0)
        }
        for (index, (block, unit)) in [(words, TextAnalyzer.Unit.words), (characters, .characters)]
            .enumerated()
        {
            if let block, block.analyzer.unit != unit {
                throw .invalidInput(index: index, problem: "its grams are not of \(unit.rawValue)")
            }
        }
        let count = (words?.columnCount ?? 0) + (characters?.columnCount ?? 0)
        guard count <= 1 << 30 else {
            throw .invalidNumber(in: "columns", index: 0, requirement: "in 1...2^30")
        }
        self.words = words
        self.characters = characters
    }

    private enum CodingKeys: String, CodingKey { case words, characters }

    /// Reads what is written of it.
    ///
    /// - Throws: `DecodingError`, and `ModelError` as `init(words:characters:)`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            words: try container.decodeIfPresent(TextVectorizer.self, forKey: .words),
            characters: try container.decodeIfPresent(TextVectorizer.self, forKey: .characters))
    }

    /// The number of columns of both.
    public var columnCount: Int { (words?.columnCount ?? 0) + (characters?.columnCount ?? 0) }

    /// A text as it is looked at: its first `longestText` scalars in normalization form C, so that a letter with its accent is the
    /// same however it was typed.
    ///
    /// - Complexity: O(scalars that are looked at).
    public static func read(_ text: String) -> String {
        CanonicalForm.composed(
            text.utf8.count <= longestText ? text : String(text.unicodeScalars.prefix(longestText)))
    }

    /// The vector of a text, of length 1; without columns where no gram of it is known.
    ///
    /// - Complexity: O(grams log grams).
    public func vector(of text: String) -> TextVectorizer.Vector {
        let text = Self.read(text)
        guard let words else { return characters?.vector(of: text) ?? .init(columns: [], values: []) }
        var vector = words.vector(of: text)
        guard let other = characters?.vector(of: text), !other.columns.isEmpty else { return vector }
        let isShared = !vector.columns.isEmpty
        let first = Int32(words.columnCount)
        vector.columns.reserveCapacity(vector.columns.count + other.columns.count)
        for column in other.columns { vector.columns.append(first + column) }
        vector.values += other.values
        guard isShared else { return vector }
        let half = 0.5.squareRoot()
        for place in vector.values.indices { vector.values[place] *= half }
        return vector
    }
}
