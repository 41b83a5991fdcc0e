/// The evidence that the training rows of each level gave.
public struct LevelEvidence: Codable, Equatable, Sendable {
    /// What each of the input's levels counts as, in logits; shape (levels).
    public var levels: [Double]
    /// What a level counts as that is not among them: rare in training, or new.
    public var other: Double
    /// What a missing category counts as.
    public var missing: Double

    /// Creates evidence.
    public init(levels: [Double], other: Double, missing: Double) {
        self.levels = levels
        self.other = other
        self.missing = missing
    }

    /// What a slot's value counts as.
    func evidence(of value: Double) -> Double {
        guard value.isFinite else { return missing }
        return value >= 0 && value < Double(levels.count) ? levels[Int(value)] : other
    }

    /// Whether every level has a finite evidence.
    func isUsable(levels count: Int) -> Bool {
        levels.count == count && (levels + [other, missing]).allSatisfy { abs($0) <= DesignEncoder.limit }
    }
}
