public import Features

/// What counts as success, and in which time.
public struct LabelDefinition: Codable, Equatable, Sendable {
    /// The definition's version.
    public var version: Int
    /// The label in words.
    public var name: String
    /// The event that makes a case positive.
    public var outcome: Outcome
    /// The length of `[start, start + window)`.
    public var window: TimeSpan
    /// Where the window starts; the cutoff unless given.
    public var from: Start?

    /// The event that makes a case positive.
    public struct Outcome: Codable, Equatable, Sendable {
        /// Its kind.
        public var kind: String
        /// Values that its attributes must have.
        public var `where`: [String: FilterValue]?

        /// Creates an outcome.
        public init(kind: String, where: [String: FilterValue]? = nil) {
            self.kind = kind
            self.where = `where`
        }

        /// Whether an event is the outcome.
        func matches(_ event: Event) -> Bool {
            event.kind == kind
                && (`where` ?? [:]).allSatisfy { name, value in value.matches(event.attributes[name]) }
        }
    }

    /// Where the window starts.
    public enum Start: String, Codable, Sendable {
        /// At the cutoff.
        case cutoff
        /// When the anchor event of an anchored schedule occurred.
        case anchor
    }

    /// Creates a definition.
    public init(version: Int = 1, name: String, outcome: Outcome, window: TimeSpan, from: Start? = nil) {
        self.version = version
        self.name = name
        self.outcome = outcome
        self.window = window
        self.from = from
    }
}
