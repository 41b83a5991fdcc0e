/// What people write about.
public enum Topic: String, Codable, CaseIterable, Sendable {
    /// What it costs.
    case pricing
    /// What it works with.
    case integration
    /// What does not work.
    case problem
    /// How it is used.
    case learning
}
