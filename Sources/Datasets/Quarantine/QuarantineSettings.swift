public import Features

/// What is kept of rows that are set aside: the `quarantine` section of a pipeline file.
public struct QuarantineSettings: Codable, Equatable, Sendable {
    /// Whether what the rows say is kept, and not only where they are and why; `keep` unless said.
    public var rows: Rows?
    /// How long it is kept, counted by the data's own time; for ever unless said.
    public var retention: TimeSpan?

    /// Whether what rows say is kept.
    public enum Rows: String, Codable, CaseIterable, Sendable {
        /// The fields under contract, as they stand.
        case keep
        /// Source, line and reason only.
        case drop
    }

    /// Creates settings.
    public init(rows: Rows? = nil, retention: TimeSpan? = nil) {
        self.rows = rows
        self.retention = retention
    }
}
