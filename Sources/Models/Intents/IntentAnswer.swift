/// What a model says of a text.
public struct IntentAnswer: Equatable, Sendable {
    /// The probability of each intent, in the model's order; they sum to 1.
    public var probabilities: [Double]
    /// The likeliest intent; of equal ones the first.
    public var likeliest: Int
    /// The likeliest of the others.
    public var runnerUp: Int
    /// Why no intent is named; nil where one is.
    public var abstention: Abstention?
    /// What spoke for the likeliest intent rather than the runner-up, the weightiest first.
    public var reasons: [Reason]
    /// The logarithm of how much likelier the likeliest intent is than the runner-up.
    public var margin: Double
    /// The part of the margin that is there before a word is read.
    public var prior: Double

    /// The intent that is named; nil for "unknown".
    public var intent: Int? { abstention == nil ? likeliest : nil }
    /// The probability of the likeliest intent.
    public var probability: Double { probabilities[likeliest] }

    /// Why no intent is named.
    public enum Abstention: String, Codable, Sendable {
        /// Nothing of the text is known.
        case nothingKnown
        /// The likeliest intent is less likely than the threshold.
        case belowThreshold
    }

    /// A gram's part in the margin.
    public struct Reason: Equatable, Sendable {
        /// The gram.
        public var gram: String
        /// What it is made of.
        public var unit: TextAnalyzer.Unit
        /// What it adds to the margin; below 0 where it speaks for the runner-up.
        public var contribution: Double
    }
}
