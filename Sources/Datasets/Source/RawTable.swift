internal import Storage

/// A data file or a database's table as the relation `input`, every value as it stands.
///
/// The rows of a file that DuckDB reads itself are read by the statements that ask for them, unless `load` keeps them.
struct RawTable {
    let database: Database
    /// The names of `input`'s columns.
    let columns: [String]
    /// Whether lines of JSON lines hold nothing, and `RawTable.places` tells where the rows stand.
    let hasBlankLines: Bool
    private let name: String
    private let keyPath: [String]
    private let format: SourceFormat
    /// The number of rows and the lines that are no rows, once the rows are kept.
    private var kept: (rowCount: Int, rejects: [(line: Int, reason: String)])?

    /// Opens a file or a table.
    ///
    /// - Parameters:
    ///   - database: has the format's extensions, and no `input`.
    ///   - path: where the file is; `name` is what errors call it.
    ///   - fields: columns that JSON lines have even if no line has them.
    /// - Throws: `DatasetError.file` for a file of another format, `DatasetError.setting` for a database that cannot be
    ///   read here.
    init(
        _ database: Database, path: String, name: String, format: SourceFormat, keyPath: [String],
        fields: [String] = []
    ) throws(DatasetError) {
        self.database = database
        self.name = name
        self.keyPath = keyPath
        self.format = format
        var hasBlankLines = false
        do throws(DatasetError) {
            switch format.type {
            case .parquet:
                try Self.view(
                    database, "SELECT * FROM read_parquet(\(path.sqlPathLiteral), hive_partitioning = false)")
            case .lines:
                try Self.view(database, Self.lines(path, skip: format.headerLines))
            case .csv:
                let header = try Self.header(
                    database, path, name: name, format: format, keyPath: keyPath)
                try Self.check(header, name: name, format: format, keyPath: keyPath)
                try Self.view(database, Self.csv(path, format, header))
            case .jsonlines:
                try database.execute("CREATE TABLE lines AS \(Self.lines(path, skip: 0))")
                let refused = try Self.rejects(database, name: name, keyPath: keyPath)
                let found = try Self.readJSONLines(database, rejects: refused, fields: fields)
                hasBlankLines = found.hasBlankLines
                kept = (try database.count("input"), found.rejects)
            case .sqlite:
                try Self.readSQLite(database, path, format.table ?? "")
                kept = (try database.count("input"), [])
            case .postgres:
                try Self.readPostgres(database, format.table ?? "", keyPath: keyPath)
                kept = (try database.count("input"), [])
            }
            let described = try database.query("SELECT column_name FROM (DESCRIBE input)")
            columns = (described.columns[0].strings ?? []).compactMap { $0 }
        } catch {
            throw Self.unreadable(error, name: name, format: format, keyPath: keyPath)
        }
        self.hasBlankLines = hasBlankLines
    }

    private static func view(_ database: Database, _ reading: String) throws(DatasetError) {
        try database.execute("CREATE VIEW input AS \(reading)")
    }

    /// Reads all rows into a table, so that they have numbers; once is enough.
    ///
    /// - Returns: their number.
    /// - Throws: `DatasetError.file` for what is no file of the format.
    @discardableResult
    mutating func load() throws(DatasetError) -> Int {
        if let kept { return kept.rowCount }
        do throws(DatasetError) {
            try database.execute("CREATE TABLE input_rows AS SELECT * FROM input")
        } catch {
            throw Self.unreadable(error, name: name, format: format, keyPath: keyPath)
        }
        try database.execute("DROP VIEW input")
        try database.execute("ALTER TABLE input_rows RENAME TO input")
        let rejects = try rejects()
        let rowCount = try database.count("input")
        kept = (rowCount, rejects)
        return rowCount
    }

    /// The lines that are no rows, ascending, once all rows were read by `load` or a statement over `input`.
    func rejects() throws(DatasetError) -> [(line: Int, reason: String)] {
        if let kept { return kept.rejects }
        return format.isText ? try Self.rejects(database, name: name, keyPath: keyPath) : []
    }

    /// The number of rows, if they are kept.
    var rowCount: Int? { kept?.rowCount }

    /// Refuses a file in which nothing was found.
    ///
    /// - Parameter count: of rows and of lines that are no rows.
    func refuse(emptyOf count: Int) throws(DatasetError) {
        guard count == 0 else { return }
        throw .file(
            path: name, line: nil, keyPath: keyPath + ["file"], what: "the file has no rows",
            remedy: "export it again; an empty source is not read as no events")
    }

    /// Removes `input`, so that another file can be opened.
    static func close(_ database: Database) throws(DatasetError) {
        let found = try database.query(
            "SELECT table_type FROM information_schema.tables WHERE table_name = 'input'")
        if let type = found.columns[0].strings?.first ?? nil {
            try database.execute(type == "VIEW" ? "DROP VIEW input" : "DROP TABLE input")
        }
        try database.execute("DROP TABLE IF EXISTS \(places)")
        try dropRejects(database)
    }
}

extension RawTable {
    /// The line numbers of some of the rows that fill the lines after the header but for those skipped.
    ///
    /// Exact unless a value of a csv file spans lines or the file has blank lines.
    ///
    /// - Parameters:
    ///   - rows: places from 0, ascending.
    ///   - skipped: lines, ascending.
    /// - Complexity: O(rows given + lines skipped).
    static func lines(of rows: [Int], after headerLines: Int, skipping skipped: [Int]) -> [Int] {
        var shift = headerLines + 1
        var rest = skipped.makeIterator()
        var next = rest.next()
        return rows.map { row in
            while let line = next, line <= row + shift {
                if line > headerLines { shift += 1 }
                next = rest.next()
            }
            return row + shift
        }
    }
}
