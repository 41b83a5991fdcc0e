/// What the rows of a pipeline look like over time, and what is odd about them: `leadline check --profile`.
///
/// The same rows give the same profile. It holds counts and shares; a text is named only where it is no personal
/// field and at least ten entities share it.
public struct DataProfile: Codable, Equatable, Sendable {
    /// The version of this file's format.
    public var formatVersion = 1
    /// The zone in which days, weeks and months are counted.
    public var zone: String
    /// The first day counted, `2024-01-31`.
    public var firstDay: String
    /// The last day counted.
    public var lastDay: String
    /// The months counted, `2024-01`, ascending; every list by month has one value for each.
    public var months: [String]
    /// The Monday, or other first day, of every whole week; weeks end with the last whole day.
    public var weeks: [String]
    /// The number of events.
    public var events: Int
    /// The number of entities.
    public var entities: Int
    /// The share of profiles of faultless data in which the search for steps may raise an alarm.
    public var falseAlarmRate: Double
    /// How many weekly series were searched for steps.
    public var searchedSeries: Int
    /// Why some were not searched; empty if all were.
    public var unsearched: [String]
    /// The sources with what became of their rows.
    public var sources: [SourceProfile]
    /// Events by channel and month.
    public var channels: [ChannelProfile]
    /// Events by source, kind and month.
    public var kinds: [KindProfile]
    /// Attributes with their nulls, values and outliers.
    public var fields: [FieldProfile]
    /// Hours of the day by source, for sources whose times have one.
    public var rhythms: [RhythmProfile]
    /// The weekly series in which a step was found.
    public var steps: [StepProfile]
    /// What was found: the worst first.
    public var findings: [ProfileFinding]

    /// The worst severity; nil if nothing was found.
    public var severity: ProfileFinding.Severity? { findings.map(\.severity).max() }

    /// The profile with further findings, such as gates that do not hold.
    public func adding(_ further: [ProfileFinding]) -> DataProfile {
        var profile = self
        profile.findings = EventProfiler.ordered(findings + further)
        return profile
    }
}
