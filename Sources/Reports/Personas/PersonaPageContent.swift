public import Evaluation

/// What a page of personas tells: groups of leads, what each is like, and how far to trust them.
public struct PersonaPageContent: Equatable, Sendable {
    /// What the personas are of, such as the pipeline's question.
    public var title: String
    /// The outcome, such as `buys again within 90 days`.
    public var outcome: String
    /// What is grouped, such as `customer`.
    public var unit: String
    /// Whether real people stand behind the leads.
    public var provenance: String
    /// Leads that groups were found in.
    public var leads: Int
    /// Later leads.
    public var laterLeads: Int
    /// Of the later leads, those that groups were found in, too; nil where nobody counted.
    public var returningLeads: Int?
    /// What speaks against the groups as a whole, in sentences; none where nothing does.
    public var warnings: [String]
    /// How far to trust them, in sentences.
    public var remarks: [String]
    /// The groups, in their order.
    public var groups: [Group]
    /// Features by which groups differ, the most telling first.
    public var features: [Feature]
    /// How attributes go with the outcome.
    public var goals: [Goal]
    /// How protected attributes are spread.
    public var bias: [Bias]
    /// Why protected attributes were not tested, in sentences; none where all were.
    public var untested: [String] = []
    /// What the steps of journeys are, or why no journeys are told; nil where there is nothing to say.
    public var journeyNote: String?
    /// The middle of each input.
    public var middles: [Middle] = []
    /// What people wrote of the personas; nil where nobody has named the groups.
    public var definitions: Definitions?
    /// Leads on a plane.
    public var places: [Place]
    /// The places of the centres.
    public var centres: [Place]
    /// The share of the variance that each axis of the plane has.
    public var explained: [Double]

    /// A place on the plane.
    public struct Place: Equatable, Sendable {
        /// Along the first direction.
        public var x: Double
        /// Along the second.
        public var y: Double
        /// The group's place in the list.
        public var group: Int

        /// Creates a place.
        public init(x: Double, y: Double, group: Int) {
            self.x = x
            self.y = y
            self.group = group
        }
    }

    /// One group.
    public struct Group: Equatable, Sendable {
        /// What it is called.
        public var name: String
        /// What charts call it: a word or two.
        public var label: String
        /// Who that is; nil where nobody has said.
        public var description: String?
        /// Its id.
        public var id: String
        /// How stable it is, in words.
        public var stability: String
        /// Whether it comes again in other leads.
        public var isTrusted: Bool
        /// Its leads.
        public var size: ShareEstimate
        /// How many had the outcome.
        public var conversion: ShareEstimate
        /// The same of later leads; nil where there are none.
        public var laterConversion: ShareEstimate?
        /// What tells its leads from others, in sentences.
        public var telling: [String]
        /// Words that a greater share of them writes than of others.
        public var words: [Term]
        /// Steps that a greater share of them takes than of others.
        public var steps: [Term]
        /// The commonest ways they went, with the share of the group and of the others.
        public var journeys: [Journey]
        /// What its leads want, the commonest first, and how many have no intent; none where it was not asked.
        public var intents: [Intent]
        /// Leads near its centre, by pseudonym.
        public var examples: [String]

        /// Creates a group.
        public init(
            name: String, label: String, description: String?, id: String, stability: String,
            isTrusted: Bool, size: ShareEstimate, conversion: ShareEstimate,
            laterConversion: ShareEstimate?, telling: [String], words: [Term], steps: [Term],
            journeys: [Journey], intents: [Intent],
            examples: [String]
        ) {
            self.name = name
            self.label = label
            self.description = description
            self.id = id
            self.stability = stability
            self.isTrusted = isTrusted
            self.size = size
            self.conversion = conversion
            self.laterConversion = laterConversion
            self.telling = telling
            self.words = words
            self.steps = steps
            self.journeys = journeys
            self.intents = intents
            self.examples = examples
        }
    }

    /// A way that leads went.
    public struct Journey: Equatable, Sendable {
        /// The steps.
        public var steps: [String]
        /// The share of the group.
        public var share: Double
        /// The share of the others.
        public var elsewhere: Double

        /// Creates a journey.
        public init(steps: [String], share: Double, elsewhere: Double) {
            self.steps = steps
            self.share = share
            self.elsewhere = elsewhere
        }
    }

    /// Something that leads want.
    public struct Intent: Equatable, Sendable {
        /// What.
        public var name: String
        /// The leads of the group that want it.
        public var share: ShareEstimate

        /// Creates one.
        public init(name: String, share: ShareEstimate) {
            self.name = name
            self.share = share
        }
    }

    /// A feature and how far it tells each group, in -1...1, in the groups' order; nil where it does not say.
    public struct Feature: Equatable, Sendable {
        /// Its name, with the level of a category.
        public var name: String
        /// Above 0 where the group has more.
        public var effects: [Double?]

        /// Creates a feature.
        public init(name: String, effects: [Double?]) {
            self.name = name
            self.effects = effects
        }
    }

    /// How an attribute goes with the outcome.
    public struct Goal: Equatable, Sendable {
        /// The attribute, with the level of a category.
        public var name: String
        /// How far it goes with the outcome: 0 is not at all, 1 always, -1 always against.
        public var value: Double
        /// The lower end of the 95 % interval.
        public var lower: Double
        /// Its upper end.
        public var upper: Double
        /// Leads that it is known of.
        public var rows: Int

        /// Creates one.
        public init(name: String, value: Double, lower: Double, upper: Double, rows: Int) {
            self.name = name
            self.value = value
            self.lower = lower
            self.upper = upper
            self.rows = rows
        }
    }

    /// How a protected attribute is spread over groups.
    public struct Bias: Equatable, Sendable {
        /// The attribute.
        public var attribute: String
        /// What the test says, in a sentence.
        public var verdict: String
        /// By group and level: the names, the share in the group, among all, and their ratio, as they are written.
        public var rows: [[String]]

        /// Creates one.
        public init(attribute: String, verdict: String, rows: [[String]]) {
            self.attribute = attribute
            self.verdict = verdict
            self.rows = rows
        }
    }

    /// Creates content.
    public init(
        title: String, outcome: String, unit: String, provenance: String, leads: Int, laterLeads: Int,
        warnings: [String], remarks: [String], groups: [Group], features: [Feature], goals: [Goal],
        bias: [Bias], places: [Place], centres: [Place], explained: [Double]
    ) {
        self.title = title
        self.outcome = outcome
        self.unit = unit
        self.provenance = provenance
        self.leads = leads
        self.laterLeads = laterLeads
        self.warnings = warnings
        self.remarks = remarks
        self.groups = groups
        self.features = features
        self.goals = goals
        self.bias = bias
        self.places = places
        self.centres = centres
        self.explained = explained
    }
}
