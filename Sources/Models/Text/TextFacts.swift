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
        let analyzer = TextAnalyzer(isLowercased: (words ?? characters)?.analyzer.isLowercased ?? true)
        guard let words, words.analyzer.shortest == 1, case .terms = words.columns else {
            return TextFacts(of: text, readAs: Self.read(text), analyzer: analyzer, knows: nil)
        }
        return TextFacts(of: text, readAs: Self.read(text), analyzer: analyzer, knows: words.knows)
    }
}

extension WordVectors {
    /// What there is to tell of a text.
    ///
    /// - Complexity: O(length of the text).
    public func facts(of text: String) -> TextFacts {
        TextFacts(of: text, readAs: text, analyzer: analyzer, knows: knows)
    }
}

extension TextFacts {
    fileprivate init(
        of text: String, readAs read: String, analyzer: TextAnalyzer, knows: ((Span<UInt8>) -> Bool)?
    ) {
        let grams = analyzer.grams(of: read)
        characters = text.unicodeScalars.count
        words = grams.ranges.count
        isCut = read.utf8.count < text.utf8.count
        guard let knows, words > 0 else { return }
        let bytes = grams.bytes.span
        unknownShare = Double(grams.ranges.count { !knows(bytes.extracting($0)) }) / Double(words)
    }
}
