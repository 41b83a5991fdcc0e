/// What is answered where a model cannot: one probability for all, marked as such.
public struct FallbackPolicy: Decodable, Equatable, Sendable {
    /// The prior, between 0 and 1.
    public var probability: Double

    /// A fallback.
    public init(probability: Double) { self.probability = probability }
}
