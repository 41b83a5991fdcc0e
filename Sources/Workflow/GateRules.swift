public import Evaluation

/// What a version must hold before it goes live: the content of a `gates.yaml`, or a pipeline's `gates`.
public struct GateRules: Codable, Equatable, Sendable {
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
