/// A Parquet or CSV file whose columns are asked for by name.
struct ColumnFile {
    let database: Database
    /// What stands behind `FROM`.
    let relation: String
    private let path: String

    /// - Parameters:
    ///   - path: `.parquet` or `.csv`.
    ///   - options: of `read_csv`, each behind a comma.
    ///   - remedy: of what the file cannot be read by.
    /// - Throws: `DatasetError` for another ending.
    init(_ path: String, csv options: String = "", remedy: String) throws(DatasetError) {
        if path.hasSuffix(".parquet") {
            relation = "read_parquet(\(path.sqlPathLiteral), hive_partitioning = false)"
        } else if path.hasSuffix(".csv") {
            relation = "read_csv(\(path.sqlPathLiteral)\(options))"
        } else {
            throw .data(
                keyPath: nil, what: "\(path) is neither a .parquet nor a .csv file",
                remedy: "name a file of one of these kinds")
        }
        self.path = path
        database = try Database(files: [path], remedy: remedy)
    }

    /// The names of the columns, in the file's order.
    ///
    /// - Throws: `DatasetError` for a missing file.
    func names() throws(DatasetError) -> [String] {
        let description = try database.query("DESCRIBE SELECT * FROM \(relation)")
        return (description["column_name"]?.strings ?? []).compactMap { $0 }
    }

    /// Refuses columns that are not there.
    ///
    /// - Throws: `DatasetError`.
    func require(_ columns: [String]) throws(DatasetError) {
        let names = try names()
        for column in columns where !names.contains(column) {
            throw .data(
                keyPath: nil, what: "\(path) has no column '\(column)'", remedy: "name one of its columns")
        }
    }
}
