/// What is simulated: one file of settings and its seed decide every byte.
public struct Scenario: Codable, Equatable, Sendable {
    /// The format of this file; 1.
    public var version: Int
    /// The scenario's name, also of the pipeline that is written.
    public var name: String
    /// Another seed, another draw from the same world; 1 unless given.
    public var seed: UInt64?
    /// The first day that is recorded.
    public var from: ScenarioDay
    /// The last day that is recorded, inclusive.
    public var to: ScenarioDay
    /// One file of many events, for measuring speed.
    public var firehose: FirehoseSettings?
    /// A company's leads over all its channels.
    public var company: CompanySettings?
    /// Mistakes that are planted in the company's files; none unless given.
    public var leaks: [Leak]?

    /// How many steps of progress a simulation reports.
    public var steps: Int { company.map { CompanyRun.steps($0) } ?? days.count }

    /// Whole days since 1970-01-01 of the days recorded.
    var days: Range<Int> { from.number..<to.number + 1 }
}
