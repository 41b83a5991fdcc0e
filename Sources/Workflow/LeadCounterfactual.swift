public import Scoring

/// What would take a lead to another probability, as far as the pipeline says that it can be acted on.
///
/// All else stays as it is: what a change brings along is not in it, nor is any cause.
public struct LeadCounterfactual: Codable, Equatable, Sendable {
    /// The probability to reach.
    public var target: Double
    /// Whether the lead is to reach at least the target, not at most.
    public var isRaised: Bool
    /// Whether the target can be reached; the lead may stand there as it is.
    public var isReachable: Bool
    /// The inputs that may be changed, in the model's order.
    public var actionable: [String]
    /// The smallest changes that reach the target: fewest inputs first, then by distance.
    public var answers: [Answer]
    /// Whether all was tried: false where too many inputs interact for every set of them, so that one might reach the target, or
    /// with fewer.
    public var isComplete: Bool
    /// Where the target cannot be reached, the nearest that can be; nil otherwise.
    public var nearest: Answer?

    /// Changes, and the probability that they bring.
    public struct Answer: Codable, Equatable, Sendable {
        /// What is changed, in the model's order.
        public var changes: [Change]
        /// The calibrated probability of the changed lead.
        public var probability: Double
        /// Its logit.
        public var logit: Double
        /// The sum of the changes' distances.
        public var distance: Double
    }

    /// Another value of one input.
    public struct Change: Codable, Equatable, Sendable {
        /// The input.
        public var input: String
        /// What is known of the lead, in the input's own unit.
        public var from: InputValue
        /// What it would have to be.
        public var to: InputValue
        /// How far that is, in standard deviations of the transformed input; 1 for another level.
        public var distance: Double
    }
}
