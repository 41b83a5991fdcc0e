public import Storage

/// One line of a model's journal.
public struct JournalEntry: Codable, Hashable, Sendable {
    /// What was done.
    public enum Action: String, Codable, Hashable, Sendable {
        /// An alias was moved to a version.
        case promote
        /// An alias was moved back to the version it named before.
        case rollback
        /// A version was taken out of use for good.
        case retire
    }

    /// What was done.
    public let action: Action
    /// The version it was done with.
    public let version: Int
    /// That version's digest, so that another version cannot take its place.
    public let versionDigest: Digest
    /// The alias that moved; none for `retire`.
    public let alias: String?
    /// The person or pipeline that decided.
    public let who: String
    /// ISO 8601 in UTC, as the caller gave it.
    public let when: String
    /// The reason, in words.
    public let why: String
    /// The digest of the gate's result, where a gate was asked.
    public let gateResultDigest: Digest?

    init(_ action: Action, version: Int, digest: Digest, alias: String?, by decision: Decision) {
        self.action = action
        self.version = version
        versionDigest = digest
        self.alias = alias
        who = decision.who
        when = decision.when
        why = decision.why
        gateResultDigest = decision.gateResultDigest
    }
}
