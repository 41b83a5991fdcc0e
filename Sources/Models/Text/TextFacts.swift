/// What there is to tell of a text beside its vector.
public struct TextFacts: Codable, Equatable, Sendable {
    /// Unicode scalars.
    public var characters: Int
    /// Words among those that are looked at.
    public var words: Int
    /// The share of these words that are no term; nil where there is no word, or no block of single words.
    public var unknownShare: Double?
    /// Whether only the beginning is looked at.
    public var isCut: Bool

    /// Tells so much.
    public init(characters: Int, words: Int, unknownShare: Double?, isCut: Bool) {
        self.characters = characters
        self.words = words
        self.unknownShare = unknownShare
        self.isCut = isCut
    }
}

extension TermBlocks {
    /// What there is to tell of a text.
    ///
    /// - Complexity: O(length of the text).
    public func facts(of text: String) -> TextFacts {
        let read = Self.read(text)
        let characters = text.unicodeScalars.count
        let analyzer = TextAnalyzer(isLowercased: (words ?? self.characters)?.analyzer.isLowercased ?? true)
        let grams = analyzer.grams(of: read)
        var facts = TextFacts(
            characters: characters, words: grams.ranges.count, unknownShare: nil,
            isCut: characters > Self.longestText)
        guard let words, words.analyzer.shortest == 1, case .terms = words.columns, facts.words > 0 else {
            return facts
        }
        let bytes = grams.bytes.span
        let unknown = grams.ranges.count { !words.knows(bytes.extracting($0)) }
        facts.unknownShare = Double(unknown) / Double(facts.words)
        return facts
    }
}
