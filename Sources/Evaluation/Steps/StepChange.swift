/// The largest step of one series, and how sure it is.
public struct StepChange: Equatable, Sendable {
    /// The first week of the new level, a place in the shared calendar.
    public let firstWeek: Int
    /// The last week of the new level; nil where it lasts to the end of the series.
    public let lastWeek: Int?
    /// The step's height on the series' scale, the trend taken out.
    public let height: Double
    /// The height over its standard error: a maximum over all places, so far from a normal deviate.
    public let statistic: Double
    /// The chance that data without any step show a step this large in any series of the family.
    public let familyPValue: Double
}
