/// The columns of a Parquet or CSV file as numbers.
public struct NumberTable: Sendable {
    /// The names, in the file's order.
    public let names: [String]
    /// The numbers of each column, NaN where there is none; shape (columns, rows).
    public let columns: [[Double]]

    /// Reads all columns of a file.
    ///
    /// - Parameter path: `.parquet` or `.csv`; truth values count as 1 and 0.
    /// - Throws: `DatasetError` for another ending, and for a column that does not hold numbers.
    /// - Complexity: O(rows * columns) time and memory.
    public init(_ path: String) throws(DatasetError) {
        let file = try ColumnFile(
            path, remedy: "check that the file is there and that all its columns hold numbers")
        names = try file.names()
        let casts = names.map { "CAST(\($0.sqlIdentifier) AS DOUBLE)" }
        columns = try file.database.readColumns(
            "SELECT \(casts.joined(separator: ", ")) FROM \(file.relation)"
        ).map {
            if case .numbers(let numbers) = $0 { numbers } else { [] }
        }
    }
}
