internal import FoundationEssentials
internal import Storage

/// A Parquet or CSV file whose columns are asked for by name.
///
/// The verbs that read tables of texts, messages, labels or numbers read them here, so that all tell in the same words what is wrong.
struct ColumnFile {
    /// Bytes that a row of a CSV file of texts may take.
    static let longestRow = 1 << 26

    /// What stands behind `FROM`.
    let relation: String
    private let database: Database
    private let path: String
    private let isText: Bool

    private var isParquet: Bool { path.hasSuffix(".parquet") }

    /// - Parameters:
    ///   - path: `.parquet` or `.csv`.
    ///   - isText: reads the columns of a CSV file as they are written: a text of digits is a text, and a row may be long.
    /// - Throws: `DatasetError.file` for another ending, and a file that is missing, a directory, not readable or empty.
    init(_ path: String, asTexts isText: Bool = false) throws(DatasetError) {
        self.path = path
        self.isText = isText
        if path.hasSuffix(".parquet") {
            relation = "read_parquet(\(path.sqlPathLiteral), hive_partitioning = false)"
        } else if path.hasSuffix(".csv") {
            let options = isText ? ", all_varchar = true, max_line_size = \(Self.longestRow)" : ""
            relation = "read_csv(\(path.sqlPathLiteral)\(options))"
        } else {
            throw Self.fault(
                path, "the name ends in neither .parquet nor .csv", "name a file of one of these kinds")
        }
        guard FileSystem.exists(path) else {
            throw Self.fault(
                path, "there is no such file", "correct the path, or write the file first")
        }
        if FileSystem.isDirectory(path) {
            throw Self.fault(path, "this is a directory", "name one file")
        }
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw Self.fault(path, "the file may not be read", "check its permissions")
        }
        if FileSystem.size(of: path) == 0 {
            throw Self.fault(path, "the file is empty", "write a table with a header and rows")
        }
        database = try Database(files: [path])
    }

    /// The names of the columns, in the file's order.
    ///
    /// - Throws: `DatasetError.file`.
    func names() throws(DatasetError) -> [String] {
        let description = try query("DESCRIBE SELECT * FROM \(relation)")
        return (description["column_name"]?.strings ?? []).compactMap { $0 }
    }

    /// Refuses columns that are not there.
    ///
    /// - Throws: `DatasetError.file`.
    func require(_ columns: [String]) throws(DatasetError) {
        let names = try names()
        for column in columns where !names.contains(column) {
            let meant = names.first { $0.lowercased() == column.lowercased() }
            throw fault(
                "there is no column '\(column)'",
                meant.map { "did you mean '\($0)'?" }
                    ?? "name one of its \(names.count) columns, as the first line of the file or its writer tells them"
            )
        }
    }

    /// Refuses a table without rows.
    ///
    /// - Throws: `DatasetError.file`.
    func require(rows: Int) throws(DatasetError) {
        guard rows == 0 else { return }
        throw fault("the table has no rows", "look at what wrote it, or name another file")
    }

    /// The answer to a question about the file.
    ///
    /// - Throws: `DatasetError.file` that tells what is wrong with the file.
    func query(_ statement: String) throws(DatasetError) -> ColumnTable {
        do throws(DatasetError) { return try database.query(statement) } catch { throw try told(error) }
    }

    /// The answer to a question about the file, densely.
    ///
    /// - Throws: `DatasetError.file` that tells what is wrong with the file.
    func readColumns(_ statement: String) throws(DatasetError) -> [DenseColumn] {
        do throws(DatasetError) { return try database.readColumns(statement) } catch { throw try told(error) }
    }

    /// An error that names the file and, counted from 1 behind the header, the row.
    func fault(row: Int? = nil, _ what: String, _ remedy: String) -> DatasetError {
        row.map { .data(keyPath: nil, what: "\(path), row \($0): \(what)", remedy: remedy) }
            ?? Self.fault(path, what, remedy)
    }

    private static func fault(_ path: String, _ what: String, _ remedy: String) -> DatasetError {
        .file(path: path, line: nil, keyPath: nil, what: what, remedy: remedy)
    }

    /// What is behind DuckDB's refusal.
    ///
    /// - Throws: the same, where the text is not UTF-8.
    private func told(_ error: DatasetError) throws(DatasetError) -> DatasetError {
        if isParquet {
            return fault(
                "it cannot be read as Parquet (\(error.what.firstLine))",
                "write the file again; it may be cut off, or of another kind than its name says")
        }
        try FileInspection(path: path, name: path, keyPath: [], isText: true).refuseOtherEncoding()
        let mark = "CSV Error on Line: "
        guard let place = error.what.firstRange(of: mark),
            let line = Int(error.what[place.upperBound...].prefix { $0.isASCII && $0.isNumber })
        else {
            return fault(
                "it cannot be read as CSV (\(error.what.firstLine))",
                "write the file again: a header, then rows of as many values, parted by commas")
        }
        return .file(
            path: path, line: line, keyPath: nil, what: "the row cannot be read",
            remedy: isText
                ? "give it as many values as the header has, those with a comma, a line break or a quotation mark in quotation marks; a row takes \(Self.longestRow >> 20) MiB at most"
                : "give it as many values as the header has, all of them numbers"
        )
    }
}
