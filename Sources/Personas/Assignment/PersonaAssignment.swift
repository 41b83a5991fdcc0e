/// Who a lead is, how sure that is, and why.
public struct PersonaAssignment: Codable, Equatable, Sendable {
    /// The persona; nil for "unknown".
    public var persona: String?
    /// What decided.
    public var decidedBy: Decider
    /// Why no persona is named; nil where one is.
    public var abstention: Abstention?
    /// The probability of the persona, or where none is named of the likeliest; nil where a rule or an archetype decided, or nothing is
    /// known.
    public var probability: Double?
    /// The likeliest persona by the clusters, whoever decided; nil where its cluster is unmapped, or nothing is known.
    public var likeliest: String?
    /// The next after the likeliest; nil where there is no other.
    public var runnerUp: String?
    /// Its probability.
    public var runnerUpProbability: Double?
    /// The nearest cluster's id; nil where nothing is known.
    public var cluster: String?
    /// Whether bootstrap samples find the nearest cluster again; false says that its persona is not to be trusted.
    public var isStable: Bool?
    /// How like each archetype the lead is, the most first; of equal ones the first by name.
    public var similarities: [Similarity]
    /// What spoke for it, in sentences, the weightiest first.
    public var reasons: [String]
    /// What is worth a look.
    public var flags: [RaisedFlag]
    /// What the lead wants; nil where the personas have no model of intents.
    public var intent: IntentOfLead?

    /// What names a persona.
    public enum Decider: String, Codable, Sendable, CaseIterable {
        /// A rule that people wrote.
        case rule
        /// The nearest centre.
        case clusters
        /// Similarity to an archetype.
        case archetype
        /// Nothing: the answer is "unknown".
        case nobody
    }

    /// Why no persona is named.
    public enum Abstention: String, Codable, Sendable, CaseIterable {
        /// No event of the lead is known, or none of the inputs.
        case nothingKnown
        /// The lead is farther from every centre than those that clusters were found in.
        case unlikeAnybody
        /// The likeliest persona is less likely than the threshold.
        case belowThreshold
        /// The nearest cluster belongs to no persona yet.
        case unmapped
    }

    /// How like an archetype a lead is.
    public struct Similarity: Codable, Equatable, Sendable {
        /// The archetype's persona.
        public var persona: String
        /// The mean fulfilment of its wishes; in 0...1.
        public var value: Double

        /// Creates a similarity.
        public init(persona: String, value: Double) {
            self.persona = persona
            self.value = value
        }
    }
}
