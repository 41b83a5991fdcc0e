/// What became of a file that was read again.
enum ReloadOutcome: String, CaseIterable, Sendable {
    /// What it says counts.
    case taken
    /// It cannot be used: what it said before counts.
    case refused
}
