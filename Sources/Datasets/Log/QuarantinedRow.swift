/// A row set aside, and why.
///
/// It names the kind of the value, never the value.
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
}
