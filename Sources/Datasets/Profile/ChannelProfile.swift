/// Events of one channel.
public struct ChannelProfile: Codable, Equatable, Sendable {
    /// The channel; empty where the contract names none.
    public var channel: String
    /// Its events.
    public var events: Int
    /// Its events by month.
    public var months: [Int]
}
