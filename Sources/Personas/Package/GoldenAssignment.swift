import Features
public import Scoring

/// A row with the assignment that it got when the package was made.
public struct GoldenAssignment: Codable, Equatable, Sendable {
    /// The values, in the order of the model's features.
    public var values: [InputValue]
    /// What was said of them; doubles are read back with the same bits.
    public var assignment: PersonaAssignment

    /// Records what a model says of a row now.
    ///
    /// - Precondition: there is a value for each feature of the model.
    public init(values: [InputValue], model: PersonaModel) {
        self.values = values
        assignment = model.assignment(of: values.map(\.feature))
    }
}

extension InputValue {
    /// The feature's value.
    var feature: FeatureValue {
        switch self {
        case .number(let number): .number(number)
        case .level(let level): .category(level)
        case .missing: .missing
        }
    }
}
