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
        let relation: String
        if path.hasSuffix(".parquet") {
            relation = "read_parquet(\(path.sqlPathLiteral), hive_partitioning = false)"
        } else if path.hasSuffix(".csv") {
            // As it is written: a text of digits is a text.
            relation = "read_csv(\(path.sqlPathLiteral), all_varchar = true)"
        } else {
            throw .data(
                keyPath: nil, what: "\(path) is neither a .parquet nor a .csv file",
                remedy: "name a file of one of these kinds")
        }
        let database = try Database(files: [path], remedy: "check that the file is there")
        let names = try database.query("DESCRIBE SELECT * FROM \(relation)")["column_name"]?.strings ?? []
        guard names.contains(column) else {
            throw .data(
                keyPath: nil, what: "\(path) has no column '\(column)'", remedy: "name one of its columns")
        }
        let answer = try database.query("SELECT CAST(\(column.sqlIdentifier) AS VARCHAR) FROM \(relation)")
        texts = answer.columns.first?.strings ?? []
    }
}
