/// A plain table as a frame, and how it came to be.
public struct TableImportResult: Sendable {
    /// The rows: the entity is `row:N`, counted from 1; the cutoff is the row's as-of time, or N microseconds after
    /// 1970 where the file's order is all that is known.
    public let frame: TimeSlicedFrame
    /// Digests and counts, under the source name `table`.
    public let manifest: ImportManifest
    /// The rows set aside.
    public let quarantine: [QuarantinedRow]
}
