public import Features

/// When the question is asked: on days of the calendar, some time after an event of the entity, or both.
public struct CutoffSchedule: Codable, Equatable, Sendable {
    /// Days at whose first instant every entity is asked about.
    public var calendar: Calendar?
    /// An event after which each entity is asked about once.
    public var anchored: Anchor?
    /// How much each question counts when a model is fitted; the same unless given.
    public var weights: Weights?

    /// How much each question counts.
    public enum Weights: String, Codable, Sendable {
        /// Every question counts 1.
        case none
        /// All questions about one entity in a slice count 1 together, each the same.
        case perEntity
    }

    /// Days from one to another, both inclusive.
    public struct Calendar: Codable, Equatable, Sendable {
        /// The first day.
        public var from: CalendarDay
        /// The last day, if the steps meet it.
        public var to: CalendarDay
        /// The step.
        public var every: Step

        /// Creates a calendar.
        public init(from: CalendarDay, to: CalendarDay, every: Step) {
            self.from = from
            self.to = to
            self.every = every
        }

        /// The days in order.
        var days: [CalendarDay] {
            var days: [CalendarDay] = []
            for step in 0... {
                let day = every.day(step, after: from)
                guard day <= to else { break }
                days.append(day)
            }
            return days
        }
    }

    /// A fixed time after the entity's first event of a kind.
    public struct Anchor: Codable, Equatable, Sendable {
        /// The kind of the event, such as `lead.created`.
        public var kind: String
        /// How long after it occurred.
        public var after: TimeSpan

        /// Creates an anchor.
        public init(kind: String, after: TimeSpan) {
            self.kind = kind
            self.after = after
        }
    }

    /// Creates a schedule; at least one of the two is needed.
    public init(calendar: Calendar? = nil, anchored: Anchor? = nil, weights: Weights? = nil) {
        self.calendar = calendar
        self.anchored = anchored
        self.weights = weights
    }
}
