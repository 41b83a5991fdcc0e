extension PersonaPageContent {
    /// What people wrote of personas: who stands below whom, what decides each, and what is flagged.
    public struct Definitions: Equatable, Sendable {
        /// The personas, each before those below it.
        public var personas: [Persona]
        /// What is flagged, whatever the persona.
        public var flags: [Flag]
        /// What else decides, in sentences.
        public var remarks: [String]
        /// Which leads the counts of decisions are of; nil where nobody was assigned.
        public var assigned: String?
        /// The leads that nobody is named for, by why; none where nobody was assigned.
        public var unknown: [Count]

        /// Creates definitions.
        public init(
            personas: [Persona], flags: [Flag], remarks: [String], assigned: String?, unknown: [Count]
        ) {
            self.personas = personas
            self.flags = flags
            self.remarks = remarks
            self.assigned = assigned
            self.unknown = unknown
        }
    }

    /// One persona, as people wrote it.
    public struct Persona: Equatable, Sendable {
        /// What it is called.
        public var title: String
        /// How many personas stand above it.
        public var depth: Int
        /// Who that is; nil where nobody has said.
        public var description: String?
        /// The personas that stand below it, at any distance.
        public var below: Int
        /// What decides it; none where only those below are decided.
        public var ways: [Count]
        /// Its leads and those of all below it: of those assigned where there are any, else of those that its groups were found in.
        public var leads: Int

        /// Creates a persona.
        public init(
            title: String, depth: Int, description: String?, below: Int, ways: [Count], leads: Int
        ) {
            self.title = title
            self.depth = depth
            self.description = description
            self.below = below
            self.ways = ways
            self.leads = leads
        }
    }

    /// Something that decides, in words, and how many leads.
    public struct Count: Equatable, Sendable {
        /// What it is.
        public var what: String
        /// The leads; nil where they are not counted.
        public var leads: Int?

        /// Creates a count.
        public init(what: String, leads: Int?) {
            self.what = what
            self.leads = leads
        }
    }

    /// Something that is flagged.
    public struct Flag: Equatable, Sendable {
        /// What it is called.
        public var name: String
        /// Risk, opportunity or engagement.
        public var kind: String
        /// What must hold, with the thresholds.
        public var when: String
        /// What to do about it; empty where nobody has said.
        public var advice: String
        /// The leads that raise it; nil where nobody was assigned.
        public var leads: Int?

        /// Creates a flag.
        public init(name: String, kind: String, when: String, advice: String, leads: Int?) {
            self.name = name
            self.kind = kind
            self.when = when
            self.advice = advice
            self.leads = leads
        }
    }
}
