public import Datasets

/// What became of the rows of one source that an earlier import had set aside.
public struct QuarantineReplay: Codable, Equatable, Sendable {
    /// The source's name.
    public var source: String
    /// The counts of the earlier import; nil if there was none.
    public var before: RowCounts?
    /// The counts now.
    public var after: RowCounts
    /// Rows of the same files that were set aside and keep the contract now.
    public var mended: Int
    /// Rows that are still set aside.
    public var remaining: Int
    /// Rows set aside now that were not before.
    public var added: Int
    /// Whether the files are other ones, so that a row that is no longer set aside may have been changed or removed.
    public var isOtherData: Bool

    init(
        _ source: String, before: ImportManifest.Source?, after: ImportManifest.Source,
        rowsBefore: [QuarantinedRow], rowsAfter: [QuarantinedRow]
    ) {
        func places(_ rows: [QuarantinedRow]) -> Set<[String]> {
            Set(rows.filter { $0.source == source }.map { [$0.file ?? "", String($0.row)] })
        }
        let (old, new) = (places(rowsBefore), places(rowsAfter))
        self.source = source
        self.before = before?.counts
        self.after = after.counts
        mended = old.subtracting(new).count
        remaining = old.intersection(new).count
        added = new.subtracting(old).count
        isOtherData = before?.file != after.file
    }

    /// Whether the counts agree with the rows: of the same files as many rows are read, and as many more keep the
    /// contract as were mended, less those added.
    public var reconciles: Bool {
        guard after.accepted + after.quarantined + after.duplicate == after.read else { return false }
        guard let before, !isOtherData, before.filtered == after.filtered else { return true }
        return before.read == after.read
            && after.accepted + after.duplicate - before.accepted - before.duplicate == mended - added
    }
}
