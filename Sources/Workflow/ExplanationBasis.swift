/// What a lead is explained against.
public enum ExplanationBasis: String, CaseIterable, Codable, Sendable {
    /// The version's reference lead, which anybody can be told of.
    case reference
    /// The means of the design columns, as the daemon does.
    case average
}
