/// A stored log and how it came to be.
public struct PublishedLog: Sendable {
    /// The log on disk, verified.
    public let store: EventLogStore
    /// Digests and counts.
    public let manifest: ImportManifest
    /// The rows set aside, by source and line.
    public let quarantine: [QuarantinedRow]
    /// Whether files and contracts were the same as before, so that the log was opened instead of made.
    public let isReused: Bool
    let maximumBad: [String: Double]
}
