/// Figures of a simulation's shapes, for a page that shows them.
public struct Shapes: Equatable, Sendable {
    /// The scenario's name.
    public var name: String
    /// How many leads have at least so many events: ascending counts, powers of two.
    public var tail: [TailPoint]
    /// Events by hour of the week, Monday 0 h to Sunday 23 h, UTC.
    public var hours: [Int]
    /// Events by the time from occurrence to recording.
    public var delays: [DelayBin]
    /// The months, `YYYY-MM`, ascending.
    public var months: [String]
    /// Events by channel and month.
    public var channels: [ChannelCounts]
    /// Leads by month of creation and what became of them; empty where nothing converts.
    public var conversions: [ConversionCounts]

    /// One point of the tail of events a lead.
    public struct TailPoint: Equatable, Sendable {
        /// Events at least.
        public var events: Int
        /// Leads with as many.
        public var leads: Int
    }

    /// Events recorded within a span after they occurred.
    public struct DelayBin: Equatable, Sendable {
        /// The end of the span; it begins where the one before ends.
        public var seconds: Double
        /// Events.
        public var events: Int
    }

    /// A channel's events by month.
    public struct ChannelCounts: Equatable, Sendable {
        /// The channel.
        public var name: String
        /// Events of each month.
        public var events: [Int]
    }

    /// Leads of one month.
    public struct ConversionCounts: Equatable, Sendable {
        /// The month of creation, `YYYY-MM`.
        public var month: String
        /// Leads created.
        public var leads: Int
        /// Leads that converted, by the draw.
        public var converted: Int
        /// The sum of the leads' true probabilities.
        public var expected: Double
        /// The variance of the number that converts, by the true probabilities.
        public var variance: Double
    }
}
