/// At which hours of the day a source's events lie.
public struct RhythmProfile: Codable, Equatable, Sendable {
    /// The source.
    public var source: String
    /// Events in each of the 24 hours of the zone's day.
    public var hours: [Int]
    /// Events at exactly midnight of the zone.
    public var midnights: Int
    /// The share between midnight and five.
    public var nightShare: Double
    /// By how many hours the day lies later than that of the other sources, -11...12; nil without others.
    public var hoursLater: Int?
}

/// A weekly series in which a step was found.
public struct StepProfile: Codable, Equatable, Sendable {
    /// What stepped.
    public var check: ProfileCheck
    /// Source, kind and, but for volumes, the field.
    public var place: String
    /// What is counted, as `events` or `share missing`.
    public var label: String
    /// Whether the values are shares.
    public var isShare: Bool
    /// The places of the weeks in the profile's list.
    public var weeks: [Int]
    /// The value of each.
    public var values: [Double]
    /// The first week of the new level, a place in the profile's list.
    public var firstWeek: Int
    /// Its last week; nil where the level lasts.
    public var lastWeek: Int?
    /// The chance of such a step anywhere in data without steps.
    public var familyPValue: Double
}
