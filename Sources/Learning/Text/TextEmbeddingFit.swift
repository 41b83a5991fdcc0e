public import Models

/// What was learned from texts.
public struct TextEmbeddingFit: Equatable, Sendable {
    /// Turns texts into vectors.
    public let embedder: TextEmbedder
    /// The share of the sum of squares that each dimension explains; shape (dimensions).
    public let explained: [Double]
    /// Texts that were learned from.
    public let texts: Int
}
