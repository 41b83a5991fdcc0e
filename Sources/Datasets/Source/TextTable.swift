/// One column of a Parquet or CSV file as texts.
public struct TextTable: Sendable {
    /// The texts, nil where there is none; shape (rows).
    public let texts: [String?]

    /// Reads a column.
    ///
    /// - Parameters:
    ///   - path: `.parquet` or `.csv`.
    ///   - column: its name.
    /// - Throws: `DatasetError` for another ending, a missing file and a missing column.
    /// - Complexity: O(bytes of the column) time and memory.
    public init(_ path: String, column: String) throws(DatasetError) {
        // As it is written: a text of digits is a text.
        let file = try ColumnFile(path, csv: ", all_varchar = true", remedy: "check that the file is there")
        try file.require([column])
        let answer = try file.database.query(
            "SELECT CAST(\(column.sqlIdentifier) AS VARCHAR) FROM \(file.relation)")
        texts = answer.columns.first?.strings ?? []
    }
}
