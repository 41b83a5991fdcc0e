/// What a key is for.
public enum AccessRole: String, CaseIterable, Sendable {
    /// To have rows and leads scored.
    case score
    /// To be told why a score is what it is.
    case explain
    /// To see how the daemon fares: metrics, statistics, why a version was refused.
    case admin
}
