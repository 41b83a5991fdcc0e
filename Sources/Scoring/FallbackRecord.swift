public import Features

/// A lead that was answered by a declared probability in a model's place, as the log of decisions keeps it: a line of JSON.
///
/// `docs/formats/decisions.md` has the format.
public struct FallbackRecord: Codable, Equatable, Sendable {
    /// When it was answered.
    public var time: Instant
    /// The model's name.
    public var model: String
    /// The pseudonym of the entity.
    public var entity: String
    /// As of when it was asked.
    public var asOf: Instant
    /// The declared probability, in 0...1.
    public var probability: Double
    /// Why no version answered.
    public var fallback: String
}
