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

    /// The features that it stands for: one a number where it asks for several numbers of a vector, else itself.
    var columns: [Feature] {
        guard let count = definition.coordinates else { return [self] }
        return (0..<count).map { place in
            var column = self
            column.name += "_d\(place)"
            column.definition.coordinates = nil
            column.definition.coordinate = place
            return column
        }
    }
}
