internal import Features

/// Whom a request asks about, and as of when.
struct DecisionSubject: Sendable {
    /// The lead's pseudonym where decisions are logged, else `namespace:id` as it was sent.
    let lead: String
    /// Whether that is a pseudonym, which others may be told.
    let isPseudonym: Bool
    /// As of when.
    let asOf: Instant
}
