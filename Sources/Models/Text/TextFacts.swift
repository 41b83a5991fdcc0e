/// What there is to tell of a text beside its vector.
public struct TextFacts: Equatable, Sendable {
    /// Unicode scalars.
    public var characters: Int
    /// Words among those that are looked at.
    public var words: Int
    /// The share of these words that are no term; nil where there is no word, or no block of single words.
    public var unknownShare: Double?
    /// Whether only the beginning is looked at.
    public var isCut: Bool
    /// How many letters of each script there are among what is looked at.
    public var letters: [TextScript: Int]

    /// The script that most letters are of, the first by name of several; nil without letters.
    public var script: TextScript? {
        letters.min { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }?.key
    }

    /// Tells so much.
    public init(
        characters: Int, words: Int, unknownShare: Double?, isCut: Bool, letters: [TextScript: Int]
    ) {
        self.letters = letters
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
        TextFacts(of: text, readAs: TermBlocks.read(text), analyzer: analyzer, knows: knows)
    }
}

extension TextFacts {
    fileprivate init(
        of text: String, readAs read: String, analyzer: TextAnalyzer, knows: ((Span<UInt8>) -> Bool)?
    ) {
        let grams = analyzer.grams(of: read)
        characters = text.unicodeScalars.count
        words = grams.ranges.count
        isCut = characters > TermBlocks.longestText
        letters = read.unicodeScalars.reduce(into: [:]) { letters, scalar in
            if let script = TextScript(scalar) { letters[script, default: 0] += 1 }
        }
        guard let knows, words > 0 else { return }
        let bytes = grams.bytes.span
        unknownShare = Double(grams.ranges.count { !knows(bytes.extracting($0)) }) / Double(words)
    }
}
