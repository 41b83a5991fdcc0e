public import Features

/// The `quality` section of a pipeline file: what a profile is told, and the gates that data must pass.
public struct QualitySettings: Codable, Equatable, Sendable {
    /// In what share of profiles without a fault a search may raise a false alarm; 0.05 unless given.
    public var falseAlarmRate: Double?
    /// How often weeks are shuffled to see what chance does; 999 unless given.
    public var shuffles: Int?
    /// By namespace of entities, the kind of event that creates one.
    public var creation: [String: String]?
    /// Pairs of kinds of which one follows the other.
    public var order: [Order]?
    /// Which kinds are reactions to which messages.
    public var reactions: Reactions?
    /// What the import must fulfil.
    public var gates: QualityGates?
    /// What the frame of features must fulfil.
    public var features: FeatureGates?

    /// One event that can only follow another of the same entity.
    public struct Order: Codable, Equatable, Sendable {
        /// The kind that comes first.
        public var first: String
        /// The kind that follows.
        public var then: String
        /// The text or key attribute that both share, such as the message's id; without it, any first event counts.
        public var by: String?

        /// Creates a pair.
        public init(first: String, then: String, by: String? = nil) {
            self.first = first
            self.then = then
            self.by = by
        }
    }

    /// Reactions to messages, in which mail scanners show.
    public struct Reactions: Codable, Equatable, Sendable {
        /// The kinds of messages sent.
        public var to: [String]
        /// The kinds of reactions.
        public var of: [String]
        /// Sooner than this no person reacts; 10s unless given.
        public var within: TimeSpan?

        static let usual = TimeSpan(microseconds: 10_000_000)

        /// Creates a rule.
        public init(to: [String], of: [String], within: TimeSpan? = nil) {
            self.to = to
            self.of = of
            self.within = within
        }
    }

    /// Creates settings; all may be left out.
    public init(
        falseAlarmRate: Double? = nil, shuffles: Int? = nil, creation: [String: String]? = nil,
        order: [Order]? = nil, reactions: Reactions? = nil, gates: QualityGates? = nil,
        features: FeatureGates? = nil
    ) {
        self.falseAlarmRate = falseAlarmRate
        self.shuffles = shuffles
        self.creation = creation
        self.order = order
        self.reactions = reactions
        self.gates = gates
        self.features = features
    }
}
