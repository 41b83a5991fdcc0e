import Models

/// What an embedder is worth, by the texts it was learned from.
public struct EmbedderQuality: Codable, Equatable, Sendable {
    /// Texts that were learned from.
    public var texts: Int
    /// Texts among them without a vector.
    public var withoutVector: Int
    /// Grams or words that are known.
    public var vocabulary: Int
    /// Numbers a vector.
    public var dimensions: Int
    /// The share of the sum of squares that the directions explain; nil where words are averaged.
    public var explained: Double?
    /// The share of these texts' words that are not in the vocabulary; nil where there is none, or no single words are kept.
    public var unknownShare: Double?
    /// The share of these texts that each language has, by its BCP 47 code; nil where an earlier program learned it.
    public var languages: [String: Double]?

    init(_ embedder: Embedder, of embedded: EmbeddedTexts, explained: Double?) {
        texts = embedded.present.count { $0 }
        withoutVector = embedded.withoutVector - (embedded.present.count - texts)
        vocabulary = embedder.vocabularyCount
        dimensions = embedder.dimensions
        self.explained = explained
        unknownShare = embedded.unknownShare
        languages = Dictionary(
            embedded.languageShares.map { ($0.code, $0.share) }, uniquingKeysWith: { first, _ in first })
    }
}
