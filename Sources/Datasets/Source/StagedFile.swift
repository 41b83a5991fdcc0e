internal import Storage

/// One file whose rows lie in a staged table.
struct StagedFile {
    /// What messages call it.
    let name: String
    /// Where it is.
    let path: String
    /// How its rows are written.
    let format: SourceFormat
    /// The file's SHA-256.
    let digest: Digest
    /// The place of its first row in the staged table.
    let firstRow: Int
    /// Its rows in the staged table.
    let rowCount: Int
    /// The rows that the SELECT's WHERE left out.
    let filteredCount: Int
    /// Records that are no rows at all, each with its number: its line unless a value before it spans lines.
    let rejects: [(line: Int, reason: String)]
    /// The table that says where each of its rows stands among the rows and the blank lines; nil where rows are told by
    /// their numbers.
    let places: String?

    /// The rows and the lines that are no rows.
    var readCount: Int { rowCount + rejects.count }

    /// The line of each of these rows, given by their places in the file from 0, among blank lines if `places` is there,
    /// ascending; where there are no lines, the row's number.
    ///
    /// In a compressed csv file a record's number stands for its line, and blank lines are not counted.
    /// - Complexity: O(rows given + rejects), and O(bytes) for a csv file where rows are given.
    func lines(of rows: [Int]) -> [Int] {
        if rows.isEmpty { return [] }
        let layout = layout
        let records = RawTable.lines(
            of: rows, after: format.headerLines,
            skipping: (rejects.map(\.line) + (layout?.blank ?? [])).sorted())
        return layout?.lines(of: records) ?? records
    }

    /// The lines that are no rows, with what is wrong.
    ///
    /// - Complexity: O(rejects), and O(bytes) for a csv file where there are any.
    func rejectLines() -> [(line: Int, reason: String)] {
        guard !rejects.isEmpty, let layout else { return rejects }
        return zip(layout.lines(of: rejects.map(\.line)), rejects).map { (line: $0, reason: $1.reason) }
    }

    /// Where the records of a plain csv file stand; nil for files of other formats, whose records are lines.
    private var layout: RecordLayout? {
        format.type == .csv && Compression(of: path) == .none ? RecordLayout(path: path, format) : nil
    }
}
