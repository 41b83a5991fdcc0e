/// One figure a week: a count, a share or a mean, with the weight of each week.
///
/// Weeks without enough behind them may be left out; those that are there ascend.
public struct WeeklySeries: Equatable, Sendable {
    /// The weeks' places in a calendar that all series of a search share.
    public let weeks: [Int]
    /// One value a week, on a scale on which noise is about even: the root of a count, the arcsine of a share.
    public let values: [Double]
    /// One weight a week, inverse to the variance; only their ratios matter.
    public let weights: [Double]

    /// Creates a series.
    ///
    /// - Precondition: the three have one length, weeks ascend, values are finite, weights positive and finite.
    public init(weeks: [Int], values: [Double], weights: [Double]) {
        precondition(weeks.count == values.count && weeks.count == weights.count)
        precondition(zip(weeks, weeks.dropFirst()).allSatisfy { $0 < $1 })
        precondition(values.allSatisfy(\.isFinite) && weights.allSatisfy { $0 > 0 && $0.isFinite })
        self.weeks = weeks
        self.values = values
        self.weights = weights
    }

    /// The fewest weeks in which a step can be told from a trend.
    public static let minimumWeeks = 12
}
