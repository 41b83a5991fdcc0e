public import Features
public import Models

/// Scores one entity from its raw events, through the fold that training used.
public struct LiveScorer: Sendable {
    /// The package that is scored with.
    public let package: ScorerPackage
    private let features: FeatureSet
    private let featureOfInput: [Int]

    /// One answer.
    public struct Answer: Equatable, Sendable {
        /// The features' values, in the order of their definition.
        public var values: [FeatureValue]
        /// The score and what each input adds to its logit.
        public var explanation: Explanation
    }

    /// Prepares a package for raw events.
    ///
    /// - Throws: `ScoringError.noFeatures` for a model of plain rows, `.missingInput` if a feature is not defined.
    public init(_ package: ScorerPackage) throws(ScoringError) {
        guard let features = package.features else { throw .noFeatures(model: package.name) }
        var featureOfInput: [Int] = []
        for input in package.model.inputs {
            guard let index = features.index(of: input.name) else {
                throw .missingInput(
                    name: input.name, remedy: "the package defines no such feature; train again")
            }
            featureOfInput.append(index)
        }
        self.package = package
        self.features = features
        self.featureOfInput = featureOfInput
    }
}
