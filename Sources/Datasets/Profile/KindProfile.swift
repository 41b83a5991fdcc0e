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
