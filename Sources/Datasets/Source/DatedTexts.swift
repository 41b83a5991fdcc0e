public import Features

/// Texts to learn from, and until when they were written.
public struct DatedTexts: Sendable {
    /// The texts, nil where there is none; shape (rows that were not left out).
    public let texts: [String?]
    /// When the newest text was written; nil where no column of times was named.
    public let latest: Instant?
    /// Rows that were left out since they were written too late.
    public let later: Int

    /// Reads a column of texts, one of which is there.
    ///
    /// - Parameters:
    ///   - path: `.parquet` or `.csv`.
    ///   - column: that of texts.
    ///   - time: that of times; nil for none.
    ///   - end: rows written at this time or later are left out; nil for none. It counts where times are named.
    /// - Throws: as `MessageTable`, and `DatasetError.file` where no row that is left has a text.
    /// - Complexity: O(bytes of the columns) time and memory.
    public init(
        _ path: String, column: String, time: String?, until end: Instant?
    ) throws(DatasetError) {
        let table = try MessageTable(path, text: column, time: time)
        let times = table.times
        let rows = table.texts.indices.filter { row in
            guard let times, let end else { return true }
            return times[row] < end.microseconds
        }
        texts = rows.map { table.texts[$0] }
        later = table.texts.count - rows.count
        latest = times.flatMap { times in
            rows.filter { table.texts[$0] != nil }.map { times[$0] }.max().map { Instant(microseconds: $0) }
        }
        guard texts.contains(where: { $0 != nil }) else {
            let before = end.map { " before \($0)" } ?? ""
            throw .file(
                path: path, line: nil, keyPath: nil, what: "no row\(before) has a text in '\(column)'",
                remedy: "name the column of texts\(end == nil ? "" : ", or a later --until")")
        }
    }
}
