public import Features
public import Scoring

/// One lead's score, taken apart input by input.
public struct LeadExplanation: Codable, Equatable, Sendable {
    /// Who.
    public var entity: EntityKey
    /// As of when.
    public var asOf: Instant
    /// The version that scores.
    public var version: Int
    /// The calibrated probability.
    public var probability: Double
    /// The calibrated logit: the baseline and all contributions.
    public var logit: Double
    /// What the lead is explained against.
    public var against: ExplanationBasis
    /// The logit of what it is explained against.
    public var baseline: Double
    /// The probability of what it is explained against.
    public var baselineProbability: Double
    /// What each input adds to the logit, in the model's order.
    public var contributions: [Contribution]
    /// What each family of inputs adds, the most telling first; nil where it was not asked for.
    public var families: [Family]?
    /// What each member of an ensemble adds, in their order; nil where it was not asked for.
    public var members: [Member]?
    /// What would take the lead to a target; nil where it was not asked for.
    public var counterfactual: LeadCounterfactual?
    /// The past decision that is explained; nil where a question of today's is.
    public var decision: ExplainedDecision?

    /// What one input adds.
    public struct Contribution: Codable, Equatable, Sendable {
        /// The input.
        public var input: String
        /// What the input is about.
        public var family: String
        /// What is known of the lead.
        public var value: InputValue
        /// What the reference lead has; nil against the average.
        public var reference: InputValue?
        /// The difference in logits.
        public var contribution: Double
    }

    /// What the inputs of one family add together.
    public struct Family: Codable, Equatable, Sendable {
        /// The family.
        public var family: String
        /// Its inputs in the model's order.
        public var inputs: [String]
        /// The sum of their contributions, added in that order.
        public var contribution: Double
    }

    /// What one member of an ensemble adds.
    public struct Member: Codable, Equatable, Sendable {
        /// The member's name.
        public var member: String
        /// What its margin is multiplied by.
        public var weight: Double
        /// The sum of what its columns add.
        public var contribution: Double
    }

    /// The contributions summed by family, the largest in size first; equal ones by name.
    public var byFamily: [Family] {
        var families: [Family] = []
        for one in contributions {
            if let index = families.firstIndex(where: { $0.family == one.family }) {
                families[index].inputs.append(one.input)
                families[index].contribution += one.contribution
            } else {
                families.append(
                    Family(family: one.family, inputs: [one.input], contribution: one.contribution))
            }
        }
        return families.sorted {
            (abs($1.contribution), $0.family) < (abs($0.contribution), $1.family)
        }
    }
}
