public import Storage

/// A version in service that a candidate was compared with.
public struct ComparedVersion: Codable, Hashable, Sendable {
    /// The baseline's name: `incumbent`, `incumbent_evaluated` or `best`.
    public var name: String
    /// The metric that it is the best by; nil for an incumbent.
    public var metric: String?
    /// The version's number.
    public var version: Int
    /// The digest of its manifest.
    public var digest: Digest
}
