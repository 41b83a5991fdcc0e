/// Why a canary is stopped.
struct TrialFinding: Equatable, Sendable {
    /// What it failed by.
    enum Criterion: String, CaseIterable, Sendable {
        /// It could not answer what the champion can.
        case errors
        /// It took longer than the champion.
        case latency
        /// Its scores are not the champion's.
        case scores
    }

    /// What it failed by.
    let criterion: Criterion
    /// In words, with figures.
    let reason: String
}
