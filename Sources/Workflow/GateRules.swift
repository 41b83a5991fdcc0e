public import Evaluation

/// What a version must hold before it goes live: the content of a `gates.yaml`, or a pipeline's `gates` and `requires`.
public struct GateRules: Equatable, Sendable {
    /// The format of the file; 1.
    public var version: Int
    /// Conditions on figures.
    public var metrics: [GateDefinition]
    /// What must be there beside figures; nil asks for nothing but an audit that passed.
    public var requires: GateRequirements?

    /// Creates rules.
    public init(metrics: [GateDefinition], requires: GateRequirements? = nil) {
        version = 1
        self.metrics = metrics
        self.requires = requires
    }
}

extension GateRules: Codable {
    private enum CodingKeys: String, CodingKey { case version, metrics, requires }

    /// Reads rules; a key without a value is refused, for it would ask for nothing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        version = try container.decode(Int.self, forKey: .version)
        metrics = try container.decode([GateDefinition].self, forKey: .metrics)
        requires = try container.decodeIfWritten(GateRequirements.self, forKey: .requires)
    }
}
