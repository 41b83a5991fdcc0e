/// What turns texts into dense vectors, by one of the methods there are.
public enum Embedder: Equatable, Sendable {
    /// Grams of words and characters, projected.
    case projection(TextEmbedder)
    /// Averages of vectors of words.
    case words(WordVectors)

    /// The number of numbers in a vector.
    public var dimensions: Int {
        switch self {
        case .projection(let embedder): embedder.dimensions
        case .words(let vectors): vectors.dimensions
        }
    }

    /// Grams or words that are known.
    public var vocabularyCount: Int {
        switch self {
        case .projection(let embedder): embedder.terms.columnCount
        case .words(let vectors): vectors.words.count
        }
    }

    /// The vector of a text; nil where nothing of it is known, which is no opinion.
    public func vector(of text: String) -> [Double]? {
        switch self {
        case .projection(let embedder): embedder.vector(of: text)
        case .words(let vectors): vectors.vector(of: text)
        }
    }

    /// What there is to tell of a text beside its vector.
    public func facts(of text: String) -> TextFacts {
        switch self {
        case .projection(let embedder): embedder.terms.facts(of: text)
        case .words(let vectors): vectors.facts(of: text)
        }
    }
}
