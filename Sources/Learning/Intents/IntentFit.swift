public import Models

/// What was learned of intents, and how far to trust it.
public struct IntentFit: Equatable, Sendable {
    /// Answers texts.
    public internal(set) var model: IntentModel
    /// The weight of the penalty.
    public internal(set) var strength: Double
    /// The dimensions and strengths that were tried, those of a number of dimensions together, the strongest first; empty where
    /// both were given.
    public internal(set) var candidates: [Candidate]
    /// How the search of the model's fit ended.
    public internal(set) var state: LogisticFit.State
    /// Its steps.
    public internal(set) var iterations: Int
    /// Rows of which nothing is known, which were not learned from.
    public internal(set) var nothingKnown: Int
    /// What was said of rows that were held out; nil where none were.
    public internal(set) var heldOut: HeldOut?

    /// One strength.
    public struct Candidate: Codable, Equatable, Sendable {
        /// Numbers a vector; nil where they were given.
        public var dimensions: Int?
        /// The weight of the penalty.
        public var strength: Double
        /// The mean log loss on the rows that were held out first, at the temperature that is best for them.
        public var logLoss: Double
        /// The share of these rows whose likeliest intent is theirs.
        public var accuracy: Double
    }

    /// Rows that were judged by fits that had not seen them.
    public struct HeldOut: Equatable, Sendable {
        /// Which rows these are.
        public internal(set) var rows: [Int] = []
        /// Their margins before a temperature; shape (rows, intents).
        public internal(set) var margins: [Double] = []
        /// Whether something of the text was known; shape (rows).
        public internal(set) var areKnown: [Bool] = []
        /// Whether the row's intent had been seen; shape (rows).
        public internal(set) var areSeen: [Bool] = []
    }
}
