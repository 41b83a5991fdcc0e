/// What an intent model looks at in a text.
public enum IntentFeatures: Equatable, Sendable {
    /// A dense vector of length 1.
    case projection(TextEmbedder)
    /// The grams themselves.
    case terms(TermBlocks)

    /// The kinds.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// Dense vectors.
        case projection
        /// Grams.
        case terms

        /// What is taken unless another is asked for.
        public static let standard = Kind.projection
    }

    /// Which kind it is.
    public var kind: Kind {
        switch self {
        case .projection: .projection
        case .terms: .terms
        }
    }

    /// The number of numbers that a text becomes.
    public var columnCount: Int {
        switch self {
        case .projection(let embedder): embedder.dimensions
        case .terms(let terms): terms.columnCount
        }
    }

    /// The grams that are known.
    public var terms: TermBlocks {
        switch self {
        case .projection(let embedder): embedder.terms
        case .terms(let terms): terms
        }
    }
}

extension IntentFeatures: Codable {
    private enum CodingKeys: String, CodingKey { case projection, terms }

    /// Reads what `encode(to:)` writes.
    ///
    /// - Throws: `DecodingError`, and `ModelError` as `TextEmbedder` and `TermBlocks`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let embedder = try container.decodeIfPresent(TextEmbedder.self, forKey: .projection) {
            self = .projection(embedder)
        } else {
            self = .terms(try container.decode(TermBlocks.self, forKey: .terms))
        }
    }

    /// Writes `projection` or `terms`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .projection(let embedder): try container.encode(embedder, forKey: .projection)
        case .terms(let terms): try container.encode(terms, forKey: .terms)
        }
    }
}
