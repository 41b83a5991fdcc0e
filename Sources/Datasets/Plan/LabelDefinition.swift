public import Features

/// What counts as success, of whom, in which time, and who is left out.
public struct LabelDefinition: Codable, Equatable, Sendable {
    /// The definition's version.
    public var version: Int
    /// The label in words.
    public var name: String
    /// The events that make a case positive.
    public var outcome: Outcome
    /// The length of `[start, start + window)`.
    public var window: TimeSpan
    /// Where the window starts; the cutoff unless given.
    public var from: Start?
    /// Whether an entity can have the outcome again; `any` unless given.
    public var counts: Counting?
    /// How long after the window's end outcomes may still come in; not at all unless given.
    ///
    /// A label is immature until then, and an outcome that is recorded later no longer changes it.
    public var maturity: TimeSpan?
    /// A link of the entity, such as `account`: the outcome is an event of whom it leads to, as known at the cutoff.
    public var via: String?
    /// A link to the entity: the outcome is an event of anybody whose link it is, as known at the cutoff.
    public var members: String?
    /// Ends that rule the outcome out if they come first.
    public var competing: Competing?
    /// Cases that are no question at all.
    public var exclude: [Exclusion]?

    /// The events that make a case positive.
    public struct Outcome: Codable, Equatable, Sendable {
        /// Their kind.
        public var kind: String
        /// Values that their attributes must have.
        public var `where`: [String: FilterValue]?
        /// Other events that count as much.
        public var or: [EventPattern]?

        /// Creates an outcome.
        public init(kind: String, where: [String: FilterValue]? = nil, or: [EventPattern]? = nil) {
            self.kind = kind
            self.where = `where`
            self.or = or
        }

        /// Every pattern of which one event is the outcome.
        public var patterns: [EventPattern] { [EventPattern(kind: kind, where: `where`)] + (or ?? []) }

        /// Whether an event is the outcome.
        public func matches(_ event: Event) -> Bool { patterns.contains { $0.matches(event) } }
    }

    /// Where the window starts.
    public enum Start: String, Codable, Sendable {
        /// At the cutoff.
        case cutoff
        /// When the anchor event of an anchored schedule occurred.
        case anchor
    }

    /// Whether an entity can have the outcome again.
    public enum Counting: String, Codable, Sendable {
        /// Only the first outcome counts: whoever had it before the window is excluded.
        case first
        /// Every outcome counts.
        case any
    }

    /// Creates a definition.
    public init(
        version: Int = 1, name: String, outcome: Outcome, window: TimeSpan, from: Start? = nil,
        counts: Counting? = nil, maturity: TimeSpan? = nil, via: String? = nil, members: String? = nil,
        competing: Competing? = nil, exclude: [Exclusion]? = nil
    ) {
        self.version = version
        self.name = name
        self.outcome = outcome
        self.window = window
        self.from = from
        self.counts = counts
        self.maturity = maturity
        self.via = via
        self.members = members
        self.competing = competing
        self.exclude = exclude
    }
}
