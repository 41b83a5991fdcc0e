public import Features

/// What a member of an ensemble sets for itself; all else is as the `model` section has it.
public struct MemberSettings: Equatable, Sendable {
    /// The inputs and their transforms.
    public var inputs: InputSelection?
    /// scikit-learn's 1 / C; not below 0.
    public var penalty: Double?
    /// The share of the penalty on magnitudes, in 0...1.
    public var l1Ratio: Double?
    /// How the penalty's strength is chosen in place of `penalty`.
    public var strength: StrengthSettings?
    /// How much the rows of either outcome count.
    public var classWeights: ClassWeights?
    /// After how long a row counts half as much.
    public var halfLife: TimeSpan?
    /// How the minimum is searched for.
    public var solver: LogisticSolver?
    /// The rows a category's level needs for a column of its own; above 0.
    public var minimumCount: Int?
    /// Steps of the solver at most; above 0.
    public var maximumIterations: Int?

    /// Creates settings; `EnsembleTrainer` checks them.
    public init(
        inputs: InputSelection? = nil, penalty: Double? = nil, l1Ratio: Double? = nil,
        strength: StrengthSettings? = nil, classWeights: ClassWeights? = nil, halfLife: TimeSpan? = nil,
        solver: LogisticSolver? = nil, minimumCount: Int? = nil, maximumIterations: Int? = nil
    ) {
        self.inputs = inputs
        self.penalty = penalty
        self.l1Ratio = l1Ratio
        self.strength = strength
        self.classWeights = classWeights
        self.halfLife = halfLife
        self.solver = solver
        self.minimumCount = minimumCount
        self.maximumIterations = maximumIterations
    }
}

extension MemberSettings: Codable {
    private enum CodingKeys: String, CodingKey {
        case inputs, penalty, l1Ratio, strength, classWeights, halfLife, solver, minimumCount
        case maximumIterations
    }

    /// Reads a mapping; what is left out is nil.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        inputs = try container.decodeIfPresent(InputSelection.self, forKey: .inputs)
        penalty = try container.decodeIfPresent(Double.self, forKey: .penalty)
        l1Ratio = try container.decodeIfPresent(Double.self, forKey: .l1Ratio)
        strength = try container.decodeIfPresent(StrengthSettings.self, forKey: .strength)
        if strength != nil && penalty != nil {
            throw DecodingError.dataCorruptedError(
                forKey: .penalty, in: container,
                debugDescription: "`strength` chooses the penalty; give one of the two")
        }
        classWeights = try container.decodeIfPresent(ClassWeights.self, forKey: .classWeights)
        halfLife = try container.decodeIfPresent(TimeSpan.self, forKey: .halfLife)
        solver = try container.decodeIfPresent(LogisticSolver.self, forKey: .solver)
        minimumCount = try container.decodeIfPresent(Int.self, forKey: .minimumCount)
        maximumIterations = try container.decodeIfPresent(Int.self, forKey: .maximumIterations)
    }
}

extension ModelSettings {
    /// The settings of a member of the ensemble: its own, else the section's.
    public func settings(of member: EnsembleSettings.Member) -> ModelSettings {
        let own = member.settings
        var settings = self
        settings.ensemble = nil
        settings.inputs = own.inputs ?? inputs
        // Who gives a penalty does not choose a strength, and the other way round.
        settings.penalty = own.penalty ?? penalty
        if own.penalty != nil { settings.strength = nil }
        if let strength = own.strength { settings.strength = strength }
        settings.l1Ratio = own.l1Ratio ?? l1Ratio
        settings.classWeights = own.classWeights ?? classWeights
        settings.halfLife = own.halfLife ?? halfLife
        settings.solver = own.solver ?? solver
        settings.minimumCount = own.minimumCount ?? minimumCount
        settings.maximumIterations = own.maximumIterations ?? maximumIterations
        return settings
    }

    /// The inputs of the model, of all members where it is an ensemble, each as it first stands; nil where every feature is one.
    public var allInputs: [InputSelection.Entry]? {
        guard let ensemble else { return inputs?.entries }
        var entries: [InputSelection.Entry] = []
        for member in ensemble.members {
            guard let own = settings(of: member).inputs else { return nil }
            entries += own.entries.filter { entry in !entries.contains { $0.name == entry.name } }
        }
        return entries
    }
}
