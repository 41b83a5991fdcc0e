/// What the top share of the rows yields.
public struct GainPoint: Codable, Equatable, Sendable {
    /// The share of rows taken, from the highest score down.
    public var share: Double
    /// The share of all positives among them.
    public var gain: Double
    /// The gain over the share: how many times better than a random choice.
    public var lift: Double

    /// Creates a point.
    public init(share: Double, gain: Double, lift: Double) {
        self.share = share
        self.gain = gain
        self.lift = lift
    }
}
