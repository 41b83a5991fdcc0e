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
