internal import Storage

/// One file whose rows lie in a staged table.
struct StagedFile {
    /// What messages call it.
    let name: String
    /// The file's SHA-256.
    let digest: Digest
    /// The place of its first row in the staged table.
    let firstRow: Int
    /// Its rows in the staged table.
    let rowCount: Int
    /// The rows that the SELECT's WHERE left out.
    let filteredCount: Int
    /// Lines that are no rows at all.
    let rejects: [(line: Int, reason: String)]
    /// Lines that hold nothing.
    let blankLines: [Int]
    /// Lines before the first row.
    let headerLines: Int

    /// The rows and the lines that are no rows.
    var readCount: Int { rowCount + rejects.count }

    /// The line of each of these rows, given by their places in the file from 0, ascending; where there are no lines,
    /// the row's number.
    ///
    /// Exact unless a value of a csv file spans lines or the file has blank lines.
    /// - Complexity: O(rows given + rejects).
    func lines(of rows: [Int]) -> [Int] {
        RawTable.lines(
            of: rows, after: headerLines, skipping: (rejects.map(\.line) + blankLines).sorted())
    }
}
