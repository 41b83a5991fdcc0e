/// Of whom the question is asked: kinds of events that must, or must not, be known before the cutoff.
public struct Eligibility: Codable, Equatable, Sendable {
    /// Kinds of which one event each is known; without any, one event of whatever kind.
    public var has: [String]?
    /// Kinds of which no event is known.
    public var without: [String]?

    /// Creates a condition.
    public init(has: [String]? = nil, without: [String]? = nil) {
        self.has = has
        self.without = without
    }
}
