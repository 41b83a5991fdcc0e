public import Models

/// How intents are learned.
public struct IntentSettings: Codable, Equatable, Sendable {
    /// What is looked at in a text.
    public var features: IntentFeatures.Kind
    /// How texts become vectors; of grams alone its `terms` are taken.
    public var embedding: TextEmbedding.Configuration
    /// Numbers a vector that are tried on rows that are held out, ascending; nil takes those of `embedding`.
    ///
    /// Of grams alone they play no part.
    public var triedDimensions: [Int]?
    /// The weight of the penalty; nil chooses it on rows that are held out.
    public var strength: Double?
    /// Parts of the rows of which each is held out once, in 2...20; nil holds none out.
    ///
    /// Where times are told the latest fifth is held out in place of these.
    public var folds: Int?
    /// The probability below which no intent is named, in 0...1; nil for 0, or what the precision asks for.
    public var threshold: Double?
    /// The share of right answers that is wanted of those that are given, in 0...1; nil for none.
    public var precision: Double?
    /// Of the folds and of the vectors' search.
    public var seed: UInt64

    /// The strengths that are tried, the strongest first.
    public static let strengths = [10, 3, 1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003]

    /// The dimensions that are tried unless others are asked for: with 768 a message still takes less than 50 microseconds.
    public static let usualDimensions = [256, 512, 768]

    /// Creates settings; `IntentLearning` checks them.
    public init(
        features: IntentFeatures.Kind = .projection, embedding: TextEmbedding.Configuration = .init(),
        triedDimensions: [Int]? = nil, strength: Double? = nil, folds: Int? = 5, threshold: Double? = nil,
        precision: Double? = nil,
        seed: UInt64 = 1
    ) {
        self.features = features
        self.embedding = embedding
        self.triedDimensions = triedDimensions
        self.strength = strength
        self.folds = folds
        self.threshold = threshold
        self.precision = precision
        self.seed = seed
    }

    /// - Throws: `ConfigurationError` for a setting out of its range, and for settings that need rows held out where none are.
    func check() throws(ConfigurationError) {
        if let folds, !(2...20).contains(folds) {
            throw ConfigurationError(key: "folds", requirement: "a whole number in 2...20")
        }
        for (key, share) in [("threshold", threshold), ("precision", precision)] {
            if let share, !(share >= 0 && share <= 1) {
                throw ConfigurationError(key: key, requirement: "a number in 0...1")
            }
        }
        if let tried = triedDimensions {
            guard let least = tried.first, least > 0, zip(tried, tried.dropFirst()).allSatisfy(<) else {
                throw ConfigurationError(
                    key: "triedDimensions", requirement: "ascending whole numbers above 0, one at least")
            }
            guard folds != nil else {
                throw ConfigurationError(
                    key: "triedDimensions", requirement: "left out where no rows are held out to choose by")
            }
        }
        guard threshold == nil || precision == nil else {
            throw ConfigurationError(key: "precision", requirement: "left out where 'threshold' is given")
        }
        guard folds != nil || (strength != nil && precision == nil) else {
            throw ConfigurationError(
                key: "strength",
                requirement: "given, and 'precision' not, where no rows are held out to choose by")
        }
    }
}
