/// Rows of similar probability: what was promised beside what happened.
public struct CalibrationBin: Codable, Equatable, Sendable {
    /// The mean predicted probability, in 0...1.
    public var meanProbability: Double
    /// The share of positives, in 0...1.
    public var observedRate: Double
    /// Wilson's 95 % interval of the share, lower end.
    public var lower: Double
    /// Wilson's 95 % interval of the share, upper end.
    public var upper: Double
    /// The number of rows.
    public var count: Int

    /// Creates a bin.
    public init(meanProbability: Double, observedRate: Double, lower: Double, upper: Double, count: Int) {
        self.meanProbability = meanProbability
        self.observedRate = observedRate
        self.lower = lower
        self.upper = upper
        self.count = count
    }
}
