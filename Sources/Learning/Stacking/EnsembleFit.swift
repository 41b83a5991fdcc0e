public import Models

/// The members of an ensemble, trained and weighed.
public struct EnsembleFit: Equatable, Sendable {
    /// The members in written order.
    public var members: [Member]
    /// Their weights.
    public var stack: StackFit

    /// One member.
    public struct Member: Equatable, Sendable {
        /// Its name.
        public var name: String
        /// As it would be trained alone, without a calibration.
        public var scorer: TrainedScorer
    }

    /// The ensemble of other models of the same members, such as of other rows, with the weights that were found.
    ///
    /// - Parameter models: shape (members).
    /// - Throws: `LearningError.invalidModel`.
    public func weighing(_ models: [LogisticModel]) throws(LearningError) -> LogisticModel {
        try EnsembleTrainer.merged(members.map(\.name), models, stack)
    }
}
