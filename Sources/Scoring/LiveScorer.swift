public import Features
public import Models

/// Scores one entity from its raw events, through the fold that training used.
public struct LiveScorer: Sendable {
    /// The package that is scored with.
    public let package: ScorerPackage
    private let fold: FeatureFold
    /// Which events the features read.
    public let eventSchema: EventSchema
    /// For each input of the model, the index of its feature.
    public let featureOfInput: [Int]

    /// One answer.
    public struct Answer: Equatable, Sendable {
        /// The features' values, in the order of their definition.
        public var values: [FeatureValue]
        /// The row that was scored, shape (inputs), as a model takes it.
        public var slots: [Double]
        /// The score and what each input adds to its logit.
        public var explanation: Explanation
        /// What reading each feature found, in the order of their definition; none unless asked for.
        public var readings: [FeatureReading]

        /// By what the row follows from: what is missing in it is equal to nothing.
        public static func == (left: Answer, right: Answer) -> Bool {
            left.values == right.values && left.explanation == right.explanation
                && left.readings == right.readings
        }
    }

    /// Prepares a package for raw events.
    ///
    /// - Throws: `ScoringError.noFeatures` for a model of plain rows, `.unfitEmbedder` for features without their embedders,
    ///   `.missingInput` if a feature is not defined.
    public init(_ package: ScorerPackage) throws(ScoringError) {
        guard let features = package.features else { throw .noFeatures(model: package.name) }
        if let reference = features.missingEmbedders.first {
            throw .unfitEmbedder(
                problem: "the features go by \(reference), which is not loaded",
                remedy: "score by the registry that has it")
        }
        var featureOfInput: [Int] = []
        for input in package.model.inputs {
            guard let index = features.index(of: input.name) else {
                throw .missingInput(
                    name: input.name, remedy: "the package defines no such feature; train again")
            }
            featureOfInput.append(index)
        }
        self.package = package
        fold = FeatureFold(features)
        eventSchema = fold.eventSchema
        self.featureOfInput = featureOfInput
    }

    /// Scores an entity as it was known at a time.
    ///
    /// - Parameters:
    ///   - entity: who is scored.
    ///   - events: the entity's own events and those of the entities it links to, in any order; what was recorded
    ///     at or after `time` is not seen.
    ///   - time: of the question.
    ///   - withReadings: whether to tell what reading each feature found.
    ///   - features: called before the features are computed.
    ///   - score: called after that, before they are scored.
    /// - Complexity: O(events log events + features), with readings O(events x features).
    public func answer(
        for entity: EntityKey, events: [Event], at time: Instant, withReadings: Bool = false,
        features: () -> Void = {}, score: () -> Void = {}
    ) -> Answer {
        features()
        var fold = fold
        fold.reset(entity: entity)
        fold.record(events)
        let values = fold.values(at: time)
        score()
        let slots = featureOfInput.indices.map { input in
            InputValue(values[featureOfInput[input]]).slot(input: input, of: package.model)
        }
        return Answer(
            values: values, slots: slots, explanation: package.model.explain(slots.span),
            readings: withReadings ? fold.readings(of: values, at: time) : [])
    }
}
