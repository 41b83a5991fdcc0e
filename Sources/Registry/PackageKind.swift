/// What a version is for.
public enum PackageKind: String, Codable, Hashable, Sendable, CaseIterable {
    /// Scores entities.
    case scorer
    /// Turns entities or texts into vectors.
    case embedder
    /// Groups entities.
    case personas
    /// Decides what to do with scores.
    case policy
}
