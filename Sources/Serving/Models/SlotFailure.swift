/// A version that could not be loaded.
struct SlotFailure: Sendable, Equatable {
    /// The version, or nil where the reference itself names none.
    var version: Int?
    /// What is wrong, in one word.
    var cause: RefusalCause
    /// What is wrong and what to do.
    var reason: String
    /// When it was tried.
    var time: ContinuousClock.Instant
}
