/// The `model` section of a pipeline.
public struct ModelSettings: Equatable, Sendable {
    /// The inputs and their transforms; nil takes every feature as it is.
    public var inputs: InputSelection?
    /// Why protected attributes are among the inputs; nil where none is.
    public var usesProtected: String?
    /// scikit-learn's 1 / C on columns of standardized numbers and of 0 or 1; not below 0.
    public var penalty: Double
    /// The rows a category's level needs for a column of its own; above 0.
    public var minimumCount: Int
    /// The seed of whatever is random in a training; the logistic regression is not.
    public var seed: UInt64
    /// Newton steps at most; above 0.
    public var maximumIterations: Int

    /// Creates settings; `ScorerTrainer` checks them.
    public init(
        inputs: InputSelection? = nil, usesProtected: String? = nil, penalty: Double = 1,
        minimumCount: Int = 20, seed: UInt64 = 1,
        maximumIterations: Int = 100
    ) {
        self.inputs = inputs
        self.usesProtected = usesProtected
        self.penalty = penalty
        self.minimumCount = minimumCount
        self.seed = seed
        self.maximumIterations = maximumIterations
    }
}

extension ModelSettings: Codable {
    private enum CodingKeys: String, CodingKey {
        case inputs, usesProtected, penalty, minimumCount, seed, maximumIterations
    }

    /// Reads a mapping; what is left out has its default.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let standard = ModelSettings()
        inputs = try container.decodeIfPresent(InputSelection.self, forKey: .inputs)
        usesProtected = try container.decodeIfPresent(String.self, forKey: .usesProtected)
        penalty = try container.decodeIfPresent(Double.self, forKey: .penalty) ?? standard.penalty
        minimumCount =
            try container.decodeIfPresent(Int.self, forKey: .minimumCount) ?? standard.minimumCount
        seed = try container.decodeIfPresent(UInt64.self, forKey: .seed) ?? standard.seed
        maximumIterations =
            try container.decodeIfPresent(Int.self, forKey: .maximumIterations) ?? standard.maximumIterations
    }
}
