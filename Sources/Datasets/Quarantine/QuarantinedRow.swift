public import Features

/// A row set aside, and why.
///
/// The reason names the kind of the value, never the value; what the row says is in `content` alone.
public struct QuarantinedRow: Codable, Equatable, Sendable {
    /// The source's name.
    public var source: String
    /// The file, as the pipeline names it, where the source has several.
    public var file: String?
    /// The line of the file, counted from 1 with the header; for Parquet the number of the row.
    public var row: Int
    /// The field at fault, where one is.
    public var field: String?
    /// What is wrong.
    public var reason: String
    /// What the row says, by field of the contract, as it stands; nil where it is not kept: a line that is no row (what
    /// is in it cannot be told from fields without a purpose), a row of a plain table, one purged.
    public var content: [String: String]?
    /// The horizon of the data when the row was first set aside.
    public var since: Instant?
    /// A keyed digest of what the row says, by which a later import knows it again.
    public var fingerprint: String?
}
