public import Features

/// The `model` section of a pipeline.
public struct ModelSettings: Equatable, Sendable {
    /// The inputs and their transforms; nil takes every feature as it is.
    public var inputs: InputSelection?
    /// Pairs of inputs whose products are columns too; nil stands for none.
    public var interactions: [[String]]?
    /// The members of an ensemble, which take from the rest of the section what they do not set; nil for a single model.
    public var ensemble: EnsembleSettings?
    /// Why protected attributes are among the inputs; nil where none is.
    public var usesProtected: String?
    /// scikit-learn's 1 / C on columns of standardized numbers and of 0 or 1; not below 0.
    public var penalty: Double
    /// The share of the penalty on magnitudes, in 0...1; nil stands for none.
    public var l1Ratio: Double?
    /// How the penalty's strength is chosen in place of `penalty`; nil takes that.
    public var strength: StrengthSettings?
    /// How much the rows of either outcome count; nil leaves them as they are.
    ///
    /// Probabilities are then those of a population so weighted, until a calibration puts them right.
    public var classWeights: ClassWeights?
    /// After how long a row counts half as much, against the newest of the training rows; nil leaves age out.
    public var halfLife: TimeSpan?
    /// How the minimum is searched for; nil takes what fits the shape.
    public var solver: LogisticSolver?
    /// The rows a category's level needs for a column of its own; above 0.
    public var minimumCount: Int
    /// The seed of whatever is random in a training; the logistic regression is not.
    public var seed: UInt64
    /// Steps of the solver at most; above 0.
    public var maximumIterations: Int

    /// Creates settings; `ScorerTrainer` checks them.
    public init(
        inputs: InputSelection? = nil, interactions: [[String]]? = nil, ensemble: EnsembleSettings? = nil,
        usesProtected: String? = nil,
        penalty: Double = 1,
        l1Ratio: Double? = nil, strength: StrengthSettings? = nil, classWeights: ClassWeights? = nil,
        halfLife: TimeSpan? = nil, solver: LogisticSolver? = nil, minimumCount: Int = 20, seed: UInt64 = 1,
        maximumIterations: Int = 100
    ) {
        self.inputs = inputs
        self.interactions = interactions
        self.ensemble = ensemble
        self.usesProtected = usesProtected
        self.penalty = penalty
        self.l1Ratio = l1Ratio
        self.strength = strength
        self.classWeights = classWeights
        self.halfLife = halfLife
        self.solver = solver
        self.minimumCount = minimumCount
        self.seed = seed
        self.maximumIterations = maximumIterations
    }
}

extension ModelSettings: Codable {
    private enum CodingKeys: String, CodingKey {
        case inputs, interactions, ensemble, usesProtected, penalty, l1Ratio, strength, classWeights,
            halfLife,
            solver,
            minimumCount,
            seed
        case maximumIterations
    }

    /// Reads a mapping; what is left out has its default.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let standard = ModelSettings()
        inputs = try container.decodeIfPresent(InputSelection.self, forKey: .inputs)
        interactions = try container.decodeIfPresent([[String]].self, forKey: .interactions)
        ensemble = try container.decodeIfPresent(EnsembleSettings.self, forKey: .ensemble)
        if ensemble != nil && interactions != nil {
            throw DecodingError.dataCorruptedError(
                forKey: .interactions, in: container,
                debugDescription: "an `ensemble` takes no `interactions`; give one of the two")
        }
        usesProtected = try container.decodeIfPresent(String.self, forKey: .usesProtected)
        penalty = try container.decodeIfPresent(Double.self, forKey: .penalty) ?? standard.penalty
        l1Ratio = try container.decodeIfPresent(Double.self, forKey: .l1Ratio)
        strength = try container.decodeIfPresent(StrengthSettings.self, forKey: .strength)
        if strength != nil && container.contains(.penalty) {
            throw DecodingError.dataCorruptedError(
                forKey: .penalty, in: container,
                debugDescription: "`strength` chooses the penalty; give one of the two")
        }
        classWeights = try container.decodeIfPresent(ClassWeights.self, forKey: .classWeights)
        halfLife = try container.decodeIfPresent(TimeSpan.self, forKey: .halfLife)
        solver = try container.decodeIfPresent(LogisticSolver.self, forKey: .solver)
        minimumCount =
            try container.decodeIfPresent(Int.self, forKey: .minimumCount) ?? standard.minimumCount
        seed = try container.decodeIfPresent(UInt64.self, forKey: .seed) ?? standard.seed
        maximumIterations =
            try container.decodeIfPresent(Int.self, forKey: .maximumIterations) ?? standard.maximumIterations
    }

    /// Writes what `init(from:)` reads: no penalty where a strength is chosen.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(inputs, forKey: .inputs)
        try container.encodeIfPresent(interactions, forKey: .interactions)
        try container.encodeIfPresent(ensemble, forKey: .ensemble)
        try container.encodeIfPresent(usesProtected, forKey: .usesProtected)
        if strength == nil { try container.encode(penalty, forKey: .penalty) }
        try container.encodeIfPresent(l1Ratio, forKey: .l1Ratio)
        try container.encodeIfPresent(strength, forKey: .strength)
        try container.encodeIfPresent(classWeights, forKey: .classWeights)
        try container.encodeIfPresent(halfLife, forKey: .halfLife)
        try container.encodeIfPresent(solver, forKey: .solver)
        try container.encode(minimumCount, forKey: .minimumCount)
        try container.encode(seed, forKey: .seed)
        try container.encode(maximumIterations, forKey: .maximumIterations)
    }
}
