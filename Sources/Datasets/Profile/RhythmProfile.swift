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
