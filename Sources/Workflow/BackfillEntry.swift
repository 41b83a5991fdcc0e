/// A line of a backfill's journal: which version of the definitions is served from now on, by whom and why.
struct BackfillEntry: Codable, Equatable, Sendable {
    /// How it came to be served.
    var action: Action
    /// The version of the definitions.
    var version: Int
    /// Who decided.
    var who: String
    /// When, as ISO 8601.
    var when: String
    /// Why.
    var why: String

    /// How a version comes to be served.
    enum Action: String, Codable, Sendable {
        /// It was backfilled.
        case backfill
        /// The version after it was taken back.
        case rollback
    }
}
