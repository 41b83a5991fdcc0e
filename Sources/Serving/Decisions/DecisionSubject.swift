internal import Features

/// Whom a request asks about, and as of when.
struct DecisionSubject: Sendable {
    /// The lead's pseudonym where decisions are logged, else `namespace:id` as it was sent.
    let lead: String
    /// As of when.
    let asOf: Instant
}
