public import Storage

/// What a gate's result says of a move of an alias: the part of it that a registry reads and holds to.
///
/// Whoever judges writes it under the key `statement` of the result; the rest of the result is the judge's own.
public struct GateStatement: Codable, Hashable, Sendable {
    /// The format of results.
    public static let currentFormat = 1

    /// The format of the result, from 1.
    public var formatVersion: Int
    /// The model's name.
    public var model: String
    /// The version that was judged.
    public var version: Int
    /// That version's digest.
    public var versionDigest: Digest
    /// The alias that it may take.
    public var alias: String
    /// The digest of the version that the alias named when it was judged; nil where it named none.
    public var incumbentDigest: Digest?
    /// The gates that it was held against.
    public var gates: GateSource
    /// Whether the version may take the alias.
    public var isAccepted: Bool
    /// Whether somebody may decide otherwise where it may not.
    public var isOverridable: Bool

    /// Creates a statement.
    public init(
        model: String, version: Int, versionDigest: Digest, alias: String, incumbentDigest: Digest?,
        gates: GateSource, isAccepted: Bool, isOverridable: Bool
    ) {
        formatVersion = Self.currentFormat
        self.model = model
        self.version = version
        self.versionDigest = versionDigest
        self.alias = alias
        self.incumbentDigest = incumbentDigest
        self.gates = gates
        self.isAccepted = isAccepted
        self.isOverridable = isOverridable
    }

    private enum CodingKeys: String, CodingKey {
        case formatVersion, model, version, versionDigest, alias, incumbentDigest, gates
        case isAccepted = "accepted"
        case isOverridable = "overridable"
    }
}
