/// What became of a source's rows.
public struct SourceProfile: Codable, Equatable, Sendable {
    /// The source's name.
    public var name: String
    /// Rows read, accepted, set aside and duplicate.
    public var counts: RowCounts
    /// Whether accepted + quarantined + duplicate = read.
    public var reconciles: Bool
    /// Why rows were set aside, the commonest first.
    public var reasons: [Reason]
    /// By field with a dictionary, how many rows hold a text that it does not know.
    public var unmapped: [String: Int]?

    /// One reason for which rows were set aside.
    public struct Reason: Codable, Equatable, Sendable {
        /// The field at fault, where one is.
        public var field: String?
        /// What is wrong.
        public var reason: String
        /// How many rows.
        public var rows: Int
    }
}

/// Events of one channel.
public struct ChannelProfile: Codable, Equatable, Sendable {
    /// The channel; empty where the contract names none.
    public var channel: String
    /// Its events.
    public var events: Int
    /// Its events by month.
    public var months: [Int]
}

/// Events of one kind from one source.
public struct KindProfile: Codable, Equatable, Sendable {
    /// The source.
    public var source: String
    /// The kind.
    public var kind: String
    /// Its events.
    public var events: Int
    /// The entities that have such an event.
    public var entities: Int
    /// The first day with one.
    public var firstDay: String
    /// The last day with one.
    public var lastDay: String
    /// Its events by month.
    public var months: [Int]
    /// Its events by whole week.
    public var weeks: [Int]
}
