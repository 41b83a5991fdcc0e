/// Bounds of a number, at most one on either side.
public struct NumberRange: Hashable, Sendable, Codable {
    /// The least number that is within.
    public var atLeast: Double?
    /// The number that all within are greater than.
    public var above: Double?
    /// The greatest number that is within.
    public var atMost: Double?
    /// The number that all within are less than.
    public var below: Double?

    /// Creates bounds; `FeatureSet` checks them.
    public init(atLeast: Double? = nil, above: Double? = nil, atMost: Double? = nil, below: Double? = nil) {
        self.atLeast = atLeast
        self.above = above
        self.atMost = atMost
        self.below = below
    }

    /// Whether a number keeps all bounds.
    public func contains(_ number: Double) -> Bool {
        if let atLeast, number < atLeast { return false }
        if let above, number <= above { return false }
        if let atMost, number > atMost { return false }
        if let below, number >= below { return false }
        return true
    }

    /// What is wrong with the bounds, or nil.
    public var problem: String? {
        let lower = [atLeast, above].compactMap { $0 }
        let upper = [atMost, below].compactMap { $0 }
        if lower.isEmpty, upper.isEmpty { return "has no bound" }
        if lower.count > 1 { return "has two lower bounds" }
        if upper.count > 1 { return "has two upper bounds" }
        if let low = lower.first, let high = upper.first {
            let isClosed = atLeast != nil && atMost != nil
            if low > high || (low == high && !isClosed) { return "holds no number" }
        }
        return nil
    }
}
