public import Learning
import Models

/// The members of an ensemble, trained and weighed.
///
/// The model's columns, which begin with the members' names, hold weight times coefficient; a member's own coefficients are
/// those divided by its weight.
public struct EnsembleLineage: Codable, Equatable, Sendable {
    /// The members in written order.
    public var members: [Member]
    /// The ensemble's logit, before a calibration, where all members' margins are 0.
    public var intercept: Double

    /// One member.
    public struct Member: Codable, Equatable, Sendable {
        /// Its name.
        public var name: String
        /// What its margin is multiplied by; not below 0.
        public var weight: Double
        /// Its weight times the standard deviation of its margins on the calibrate slice, as a share of the sum of all.
        public var share: Double
        /// scikit-learn's 1 / C.
        public var penalty: Double?
        /// How the penalty was chosen by later rows of the train slice; nil where the settings give it.
        public var strength: StrengthChoice?
        /// How its search ended.
        public var optimizer: Lineage.Optimizer
        /// Its columns that vary in the train slice.
        public var columns: Int
    }

    /// What is kept of an ensemble.
    init(_ fit: EnsembleFit) {
        members = fit.members.enumerated().map { index, member in
            Member(
                name: member.name, weight: fit.stack.weights[index], share: fit.stack.shares[index],
                penalty: member.scorer.penalty, strength: member.scorer.strength,
                optimizer: Lineage.Optimizer(member.scorer.fit), columns: member.scorer.model.columns.count)
        }
        intercept = fit.stack.intercept
    }

    /// `broad 0.61, recent 0.35`.
    public var words: String {
        members.map { "\($0.name) \(Figures.text($0.weight))" }.joined(separator: ", ")
    }
}
