public import Features

/// The `company` section: a company's leads over all its channels, with the truth behind them.
///
/// Effects are in logits: 0 changes nothing, 0.7 about doubles the odds.
public struct CompanySettings: Codable, Equatable, Sendable {
    /// The number of leads.
    public var leads: Int
    /// The number of accounts; a third of the leads unless given.
    public var accounts: Int?
    /// A lead converts within this span of its creation or never; 60d unless given.
    public var window: TimeSpan?
    /// How long after a lead's creation the pipeline asks; 14d unless given.
    public var ask: TimeSpan?
    /// The mean true probability; 0.2 unless given.
    public var base: Double?
    /// Interactions of a lead on average; 30 unless given.
    public var interactions: Double?
    /// Kinds of people; four unless given.
    public var personas: [Persona]?
    /// How far personas differ, in 0...1: 0 makes them all alike, 1, unless given, takes them as they are.
    public var separation: Double?
    /// The share of leads that start a trial, without which there is no use of the product before the sale; 0.3 unless given.
    public var trials: Double?
    /// What leads want; four unless given.
    public var intents: [Intent]?
    /// A group of people who are treated or convert differently; none unless given.
    public var group: BiasedGroup?
    /// The number of marketing campaigns; 6 unless given.
    public var campaigns: Int?
    /// How much the logit of converting changes from the first to the last day; 0 unless given.
    public var drift: Double?
    /// How much the logit of converting swings over the year; 0 unless given.
    public var season: Double?
    /// How sales contacts leads.
    public var contact: ContactSettings?
    /// The share of leads that grant consent and how often it is withdrawn.
    public var consent: ConsentSettings?
    /// Browsers and other keys of one person.
    public var identity: IdentitySettings?
    /// Events that are late, duplicated or carry the time of a wrong clock.
    public var faults: FaultSettings?

    /// Creates settings with all defaults.
    public init(leads: Int) { self.leads = leads }

    /// What a lead wants, which shows in what it writes.
    public struct Intent: Codable, Equatable, Sendable {
        /// What it writes about.
        public var topic: Topic
        /// The weight against the others.
        public var share: Double
        /// The effect on converting.
        public var conversion: Double
    }

    /// A group with a declared effect.
    public struct BiasedGroup: Codable, Equatable, Sendable {
        /// The field that names the group, such as `region_group`.
        public var field: String
        /// The group that the effects are on.
        public var value: String
        /// The other group.
        public var other: String
        /// The share of leads in the group.
        public var share: Double
        /// The effect on converting; 0 unless given.
        public var conversion: Double?
        /// The effect on being contacted by sales; 0 unless given.
        public var contact: Double?
    }

    /// How sales contacts leads.
    public struct ContactSettings: Codable, Equatable, Sendable {
        /// The share of leads of an average score that are contacted; 0.4 unless given.
        public var rate: Double?
        /// What a contact does for converting; 0.6 unless given.
        public var effect: Double?
        /// How much likelier a lead whose score is one deviation higher is contacted; 1 unless given.
        public var feedback: Double?
    }

    /// Consent to marketing.
    public struct ConsentSettings: Codable, Equatable, Sendable {
        /// The share of leads that grant it; 0.8 unless given.
        public var granted: Double?
        /// The share of those that withdraw it later; 0.1 unless given.
        public var withdrawn: Double?
    }

    /// Keys of one person.
    public struct IdentitySettings: Codable, Equatable, Sendable {
        /// Browsers of a lead on average, at least one; 1.7 unless given.
        public var browsers: Double?
        /// The share of further browsers that the company ever ties to the lead; 0.6 unless given.
        public var known: Double?
    }

    /// What goes wrong between an event and its row.
    public struct FaultSettings: Codable, Equatable, Sendable {
        /// The share of events that are recorded days late; 0.02 unless given.
        public var late: Double?
        /// The share of rows that arrive twice; 0.005 unless given.
        public var duplicates: Double?
        /// A source with wrong clocks.
        public var skew: SkewSettings?
    }

    /// A source of which some leads' devices have a wrong clock.
    public struct SkewSettings: Codable, Equatable, Sendable {
        /// The source.
        public var source: Channel
        /// How far its clock is ahead; negative where it is behind.
        public var by: TimeSpan
        /// The share of leads with such a device.
        public var share: Double
    }
}
