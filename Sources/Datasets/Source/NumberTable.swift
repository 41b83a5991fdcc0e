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
        let relation: String
        if path.hasSuffix(".parquet") {
            relation = "read_parquet(\(path.sqlPathLiteral), hive_partitioning = false)"
        } else if path.hasSuffix(".csv") {
            relation = "read_csv(\(path.sqlPathLiteral))"
        } else {
            throw .data(
                keyPath: nil, what: "\(path) is neither a .parquet nor a .csv file",
                remedy: "name a file of one of these kinds")
        }
        let database = try Database(
            files: [path], remedy: "check that the file is there and that all its columns hold numbers")
        let description = try database.query("DESCRIBE SELECT * FROM \(relation)")
        names = (description["column_name"]?.strings ?? []).compactMap { $0 }
        let casts = names.map { "CAST(\($0.sqlIdentifier) AS DOUBLE)" }
        columns = try database.readColumns("SELECT \(casts.joined(separator: ", ")) FROM \(relation)").map {
            if case .numbers(let numbers) = $0 { numbers } else { [] }
        }
    }
}
