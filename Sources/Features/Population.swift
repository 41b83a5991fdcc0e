/// Whose events count for a feature that goes by a link.
public enum Population: String, Codable, CaseIterable, Sendable {
    /// The linked entity's: an account's own events.
    case target
    /// Those of the other entities of the same namespace whose own link led to the same target as known at the cutoff: a
    /// person's colleagues.
    case others
}
