public import Features

/// A persona that is given to whoever fulfils all conditions, before the clusters are asked.
public struct PersonaRule: Codable, Equatable, Sendable {
    /// The persona's name.
    public var persona: String
    /// What must hold, by feature; at least one.
    public var when: [String: AttributeCondition]
    /// Why, for those who read the answer.
    public var because: String

    /// Creates a rule.
    public init(persona: String, when: [String: AttributeCondition], because: String) {
        self.persona = persona
        self.when = when
        self.because = because
    }
}
