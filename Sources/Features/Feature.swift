/// A named feature.
public struct Feature: Equatable, Sendable {
    /// The name of the feature and of its column.
    public var name: String
    /// How it is computed.
    public var definition: FeatureDefinition

    /// Creates a feature.
    public init(name: String, definition: FeatureDefinition) {
        self.name = name
        self.definition = definition
    }
}
