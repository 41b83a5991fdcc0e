internal import Settings

/// The `firehose` section: one file of events of many leads, in the order in which they arrived.
public struct FirehoseSettings: Codable, Equatable, Sendable {
    /// The number of leads.
    public var leads: Int
    /// The number of accounts that the leads belong to; a quarter of the leads unless given.
    public var accounts: Int?
    /// The number of events, met to within a percent.
    public var events: Int
    /// The exponent of the tail of events a lead: smaller is heavier; 1.7 unless given.
    public var exponent: Double?
    /// The most active lead's rate over the least active one's; 300 unless given.
    public var spread: Double?
    /// The share of events that are recorded hours or days late; 0.02 unless given.
    public var late: Double?
    /// The share of events that arrive a second time; 0 unless given.
    public var duplicates: Double?

    /// Creates settings; what is not given has its default.
    public init(
        leads: Int, accounts: Int? = nil, events: Int, exponent: Double? = nil, spread: Double? = nil,
        late: Double? = nil, duplicates: Double? = nil
    ) {
        self.leads = leads
        self.accounts = accounts
        self.events = events
        self.exponent = exponent
        self.spread = spread
        self.late = late
        self.duplicates = duplicates
    }

    /// How many accounts there are.
    var accountCount: Int { accounts ?? max(1, leads / 4) }

    func check(_ check: SettingsCheck, days: Int) throws(SettingsError) {
        func path(_ key: String) -> [String] { ["firehose", key] }
        try check.range(leads, in: 1...10_000_000, path("leads"))
        try check.range(accounts, in: 1...10_000_000, path("accounts"))
        try check.range(events, in: 1...10_000_000_000, path("events"))
        try check.range(exponent, in: 1.05...10, path("exponent"))
        try check.range(spread, in: 1.5...10_000, path("spread"))
        try check.range(late, in: 0...1, path("late"))
        try check.range(duplicates, in: 0...1, path("duplicates"))
        try check.require(
            Double(events) <= 10 * Double(leads) * Double(days), path("events"),
            "more than ten events a lead and day", "add leads or days")
    }
}
