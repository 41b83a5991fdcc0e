public import Features

extension LabelDefinition {
    /// Ends that rule the outcome out, such as `declined`, if one occurs in the window before the outcome does.
    public struct Competing: Codable, Equatable, Sendable {
        /// The ends.
        public var events: [EventPattern]
        /// What a case is whose first end is one of them; negative unless given.
        public var then: Consequence?

        /// What a case is whose first end is a competing one.
        public enum Consequence: String, Codable, Sendable {
            /// The outcome did not come, and cannot any more.
            case negative
            /// Nobody can say whether it would have come.
            case excluded
        }

        /// Creates a rule.
        public init(events: [EventPattern], then: Consequence? = nil) {
            self.events = events
            self.then = then
        }
    }

    /// Cases that are no question at all: an event of the entity that is known at the cutoff says so.
    public struct Exclusion: Codable, Equatable, Sendable {
        /// The event's kind.
        public var kind: String
        /// Values that its attributes must have.
        public var `where`: [String: FilterValue]?
        /// How soon after the other event it occurred, at most; at any time unless given.
        public var within: TimeSpan?
        /// The kind of that other event, the entity's first; the anchor's unless given.
        public var after: String?
        /// Why such a case is no question, as the counts call it.
        public var because: String

        /// Creates an exclusion.
        public init(
            kind: String, where: [String: FilterValue]? = nil, within: TimeSpan? = nil, after: String? = nil,
            because: String
        ) {
            self.kind = kind
            self.where = `where`
            self.within = within
            self.after = after
            self.because = because
        }

        /// The events that say so.
        var pattern: EventPattern { EventPattern(kind: kind, where: `where`) }
    }

    /// The events that decide a case in some way: outcomes, competing ends and what excludes.
    var patterns: [EventPattern] {
        outcome.patterns + (competing?.events ?? []) + (exclude ?? []).map(\.pattern)
    }

    /// Reasons of exclusion that need no declaration.
    enum Reason {
        static let known = "the outcome was known at the cutoff"
        static let earlier = "an earlier outcome"
        static let competing = "another end came first"
        static func unlinked(_ link: String) -> String { "no \(link) known at the cutoff" }
    }
}
