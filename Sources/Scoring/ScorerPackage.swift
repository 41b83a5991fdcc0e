public import Features
public import Models

/// All that is needed to score: a version's `model.json`, `weights.safetensors` and `golden.json`.
///
/// The command line, batch scoring and the daemon score through this one type.
public struct ScorerPackage: Equatable, Sendable {
    /// The model's name, as in the registry.
    public var name: String
    /// The question the model answers, for people.
    public var title: String
    /// What is scored: the namespace of the entities (`lead`, `customer`, …), or `row` for a plain table.
    public var unit: String
    /// Where the training data come from: real, simulated or unknown.
    public var provenance: String
    /// Transforms, weights and calibration.
    public var model: LogisticModel
    /// How the inputs are computed from events; nil for a model of plain rows.
    public var features: FeatureSet?
    /// The version of these definitions, as the pipeline numbered them; nil stands for 1.
    public var featuresVersion: Int?
    /// Rows whose scores are recorded to the last bit.
    public var golden: [GoldenRow]

    /// Creates a package.
    public init(
        name: String, title: String, unit: String, provenance: String, model: LogisticModel,
        features: FeatureSet?, featuresVersion: Int? = nil, golden: [GoldenRow]
    ) {
        self.name = name
        self.title = title
        self.unit = unit
        self.provenance = provenance
        self.model = model
        self.features = features
        self.featuresVersion = featuresVersion
        self.golden = golden
    }
}
