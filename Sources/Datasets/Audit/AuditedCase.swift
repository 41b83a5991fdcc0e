internal import Features

/// One case of the train slice.
struct AuditedCase {
    /// The row in the train slice.
    let row: Int
    let cutoff: Instant
    /// The end of the label's window.
    let end: Instant
    let isPositive: Bool
    /// When the outcome occurred in the label's window; nil for a negative.
    let outcomeAt: Instant?
}
