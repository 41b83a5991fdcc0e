/// A version that could not be loaded.
struct SlotFailure: Sendable, Equatable {
    /// How long after a failure the same version is tried again.
    static let retryInterval = Duration.seconds(2)

    /// The version, or nil where the reference itself names none.
    var version: Int?
    /// What is wrong, in one word.
    var cause: RefusalCause
    /// What is wrong and what to do.
    var reason: String
    /// When it was tried.
    var time: ContinuousClock.Instant
}
