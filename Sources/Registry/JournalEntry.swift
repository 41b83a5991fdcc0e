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
        /// Somebody approved a version.
        case approve
        /// A version that nobody needed was removed with its files.
        case remove
        /// A version that was tried on some of the leads under an alias answers no more under it; the alias stays.
        case stop

        /// Whether the line's alias names another version from then on.
        var isMove: Bool { self == .promote || self == .rollback }
    }

    /// What was done.
    public let action: Action
    /// The version it was done with.
    public let version: Int
    /// That version's digest, so that another version cannot take its place.
    public let versionDigest: Digest
    /// The alias that moved, or under which a version was stopped; none for other actions.
    public let alias: String?
    /// The person or pipeline that decided.
    public let who: String
    /// ISO 8601 in UTC, as the caller gave it, or as the line before where that is later.
    public internal(set) var when: String
    /// The reason, in words.
    public let why: String
    /// The digest of the gate's result that a promotion rests on.
    public let gateResultDigest: Digest?
    /// The gates that the result is of.
    public let gates: GateSource?
    /// The digest of the version that the alias named before a promotion; nil where it named none.
    public let incumbentDigest: Digest?
    /// Whether the promotion was decided against the gate's result.
    public let isOverride: Bool

    init(
        _ action: Action, version: Int, digest: Digest, alias: String?, by decision: Decision,
        gateResult: Digest? = nil, gates: GateSource? = nil, incumbent: Digest? = nil
    ) {
        self.action = action
        self.version = version
        versionDigest = digest
        self.alias = alias
        who = decision.who
        when = decision.when
        why = decision.why
        gateResultDigest = gateResult
        self.gates = gates
        incumbentDigest = incumbent
        isOverride = decision.isOverride && action == .promote
    }
}

extension JournalEntry {
    private enum CodingKeys: String, CodingKey {
        case action, version, versionDigest, alias, who, when, why, gateResultDigest, gates, incumbentDigest
        case isOverride = "override"
    }

    /// Reads a line; `override` is false where it is absent.
    ///
    /// A number and an alias become names of files, so that a line of another registry may not name any.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        action = try container.decode(Action.self, forKey: .action)
        version = try container.decode(Int.self, forKey: .version)
        versionDigest = try container.decode(Digest.self, forKey: .versionDigest)
        alias = try container.decodeIfPresent(String.self, forKey: .alias)
        who = try container.decode(String.self, forKey: .who)
        when = try container.decode(String.self, forKey: .when)
        why = try container.decode(String.self, forKey: .why)
        gateResultDigest = try container.decodeIfPresent(Digest.self, forKey: .gateResultDigest)
        gates = try container.decodeIfPresent(GateSource.self, forKey: .gates)
        incumbentDigest = try container.decodeIfPresent(Digest.self, forKey: .incumbentDigest)
        isOverride = try container.decodeIfPresent(Bool.self, forKey: .isOverride) ?? false
        guard RegistryName.versions.contains(version) else {
            throw DecodingError.dataCorruptedError(
                forKey: .version, in: container, debugDescription: "a number no version can have")
        }
        if let alias, !RegistryName.isValid(alias) || alias == RegistryName.latest {
            throw DecodingError.dataCorruptedError(
                forKey: .alias, in: container, debugDescription: "a name no alias can have")
        }
    }

    /// Writes a line; what is not there is left out, `override` where it is false.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(action, forKey: .action)
        try container.encode(version, forKey: .version)
        try container.encode(versionDigest, forKey: .versionDigest)
        try container.encodeIfPresent(alias, forKey: .alias)
        try container.encode(who, forKey: .who)
        try container.encode(when, forKey: .when)
        try container.encode(why, forKey: .why)
        try container.encodeIfPresent(gateResultDigest, forKey: .gateResultDigest)
        try container.encodeIfPresent(gates, forKey: .gates)
        try container.encodeIfPresent(incumbentDigest, forKey: .incumbentDigest)
        if isOverride { try container.encode(true, forKey: .isOverride) }
    }
}
