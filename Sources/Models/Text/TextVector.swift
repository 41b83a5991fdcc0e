/// A dense vector of a text, and which embedder made it: numbers of two embedders mean different things.
public struct TextVector: Equatable, Sendable {
    /// The digest of the embedder.
    public let embedder: String
    /// Shape (dimensions).
    public let values: [Double]

    /// A vector that an embedder made.
    public init(embedder: String, values: [Double]) {
        self.embedder = embedder
        self.values = values
    }

    /// The cosine of the angle to another vector, in -1...1; 0 where one has no length.
    ///
    /// - Throws: `ModelError.otherEmbedder` where another embedder made it, `wrongCount` for another number of dimensions.
    /// - Complexity: O(dimensions).
    public func similarity(to other: TextVector) throws(ModelError) -> Double {
        try check(other)
        var (product, own, theirs) = (0.0, 0.0, 0.0)
        for place in values.indices {
            product += values[place] * other.values[place]
            own += values[place] * values[place]
            theirs += other.values[place] * other.values[place]
        }
        guard own > 0 && theirs > 0 else { return 0 }
        return min(1, max(-1, product / (own.squareRoot() * theirs.squareRoot())))
    }

    /// The average of vectors, nil of none.
    ///
    /// - Throws: as `similarity(to:)`.
    /// - Complexity: O(vectors * dimensions).
    public static func mean(of vectors: [TextVector]) throws(ModelError) -> TextVector? {
        guard let first = vectors.first else { return nil }
        var sums = [Double](repeating: 0, count: first.values.count)
        for vector in vectors {
            try first.check(vector)
            for place in sums.indices { sums[place] += vector.values[place] }
        }
        return TextVector(embedder: first.embedder, values: sums.map { $0 / Double(vectors.count) })
    }

    private func check(_ other: TextVector) throws(ModelError) {
        guard embedder == other.embedder else {
            throw .otherEmbedder(expected: embedder, found: other.embedder)
        }
        guard values.count == other.values.count else {
            throw .wrongCount(of: "vector", expected: values.count, found: other.values.count)
        }
    }
}
