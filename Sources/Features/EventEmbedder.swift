/// What makes vectors of events for features: learned elsewhere, and named by its version's digest.
///
/// Two are equal if their digests are.
public struct EventEmbedder: Sendable, Equatable {
    /// The digest of the version.
    public let digest: String
    /// What it computes with; nil where only the digest is known, as in a file of definitions.
    public let content: Content?

    /// What vectors are made of.
    public enum Content: Sendable {
        /// What happened.
        case events(EventVectors)
        /// Texts that events carry: their vector, nil where nothing of a text is known; shape (dimensions).
        case texts(dimensions: Int, vector: @Sendable (String) -> [Double]?)

        /// The number of numbers in a vector.
        var dimensions: Int {
            switch self {
            case .events(let vectors): vectors.dimensions
            case .texts(let dimensions, _): dimensions
            }
        }
    }

    /// Creates an embedder.
    public init(digest: String, content: Content?) {
        self.digest = digest
        self.content = content
    }

    /// By digest.
    public static func == (left: EventEmbedder, right: EventEmbedder) -> Bool { left.digest == right.digest }
}

extension EventEmbedder.Content {
    /// The vector of an archetype: the average over the tokens as they are written, or over the sentences.
    ///
    /// - Returns: nil where one of them is not known or all of them together have no length; then with the first unknown one.
    func archetype(_ like: [String]) -> (vector: [Double]?, unknown: String?) {
        var average = VectorAverage(dimensions: dimensions, newest: 0, halfLife: nil)
        for text in like {
            let row: [Double]?
            switch self {
            case .events(let vectors):
                row = vectors.tokens.firstIndex { $0.description == text }.map { vectors.rows[$0] }
            case .texts(_, let vector): row = vector(text)
            }
            guard let row else { return (nil, text) }
            average.add(row, at: 0)
        }
        return (average.vector, nil)
    }
}
