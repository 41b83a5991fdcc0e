/// Where a version stands, as its aliases and the journal say.
public enum LifeCycleStage: String, Codable, Hashable, Sendable, CaseIterable {
    /// Published, and neither of the following.
    case candidate
    /// Named by the alias `staging`.
    case staging
    /// Named by the alias `production`.
    case production
    /// Retired by decision, or once in production and displaced.
    case retired
}
