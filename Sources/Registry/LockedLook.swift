public import Storage

/// One line of a model's `looks.jsonl`: somebody measured a version on the locked slice.
public struct LockedLook: Codable, Hashable, Sendable {
    /// The version that was measured.
    public let version: Int
    /// That version's digest.
    public let versionDigest: Digest
    /// The first and the last cutoff of the slice, as dates.
    public let slice: String
    /// The SHA-256 of the figures that were shown, as canonical JSON.
    public let figures: Digest
    /// The person or pipeline that looked.
    public let who: String
    /// ISO 8601 in UTC, as the caller gave it.
    public let when: String
    /// The reason, in words.
    public let why: String

    init(version: Int, versionDigest: Digest, slice: String, figures: Digest, by decision: Decision) {
        self.version = version
        self.versionDigest = versionDigest
        self.slice = slice
        self.figures = figures
        who = decision.who
        when = decision.when
        why = decision.why
    }
}
