internal import FoundationEssentials
internal import Storage

/// The rows of a file or of a database's table, read into the table `input` of their own database, every value as it
/// stands.
struct RawTable {
    let database: Database
    /// The names of `input`'s columns.
    let columns: [String]
    /// The number of rows of `input`.
    let rowCount: Int
    /// Lines that are no rows, by line number, with the reason.
    let rejects: [(line: Int, reason: String)]
    /// Lines of JSON lines that hold nothing: neither rows nor rejects.
    let blankLines: [Int]
    /// Lines before the first row.
    let headerLines: Int
    /// The file's SHA-256; for a table of PostgreSQL that of its rows in the order of their own digests.
    let digest: Digest

    /// Reads a file or a table.
    ///
    /// - Parameters:
    ///   - path: where the file is; `name` is what errors call it.
    ///   - zone: the time zone of texts without one.
    ///   - fields: columns that JSON lines have even if no line has them.
    /// - Throws: `DatasetError.file` for a missing, empty or unreadable file and one that is not UTF-8,
    ///   `DatasetError.setting` for a database that cannot be read here.
    init(
        path: String, name: String, format: SourceFormat, zone: String, keyPath: [String],
        fields: [String] = []
    ) throws(DatasetError) {
        if format.type != .postgres {
            try FileProbe(path: path, name: name, keyPath: keyPath + ["file"]).check(format)
        }
        do throws(DatasetError) {
            database = try Database(files: [path], extensions: format.extensions, timeZone: zone)
        } catch {
            if format.extensions.isEmpty { throw error }
            throw .setting(
                keyPath: keyPath + ["format", "type"], what: error.what.firstLine, remedy: error.remedy)
        }
        headerLines = format.headerLines
        let compressed = path.hasSuffix(".gz") ? "gzip" : "none"
        var rejects: [(line: Int, reason: String)] = []
        var blankLines: [Int] = []
        do throws(DatasetError) {
            switch format.type {
            case .parquet:
                try database.execute(
                    "CREATE TABLE input AS SELECT * FROM read_parquet(\(path.sqlLiteral), hive_partitioning = false)"
                )
            case .lines:
                try database.execute(Self.lines(path, compressed, skip: format.headerLines, into: "input"))
            case .csv:
                let header = try Self.header(database, path, compressed, format)
                try database.execute(Self.csv(path, compressed, format, header))
            case .jsonlines:
                try database.execute(Self.lines(path, compressed, skip: 0, into: "lines"))
            case .sqlite: try Self.readSQLite(database, path, format.table ?? "")
            case .postgres: try Self.readPostgres(database, format.table ?? "", keyPath: keyPath)
            }
            if format.isText { rejects = try Self.rejects(database, name: name, keyPath: keyPath) }
            if format.type == .jsonlines {
                let found = try Self.readJSONLines(database, rejects: rejects, fields: fields)
                rejects = found.rejects
                blankLines = found.blankLines
            }
        } catch let error {
            throw Self.unreadable(error, name: name, format: format, keyPath: keyPath)
        }
        self.rejects = rejects
        self.blankLines = blankLines
        let described = try database.query("SELECT column_name FROM (DESCRIBE input)")
        columns = (described.columns[0].strings ?? []).compactMap { $0 }
        rowCount = try database.count("input")
        if rowCount + rejects.count == 0 {
            throw .file(
                path: name, line: nil, keyPath: keyPath + ["file"], what: "the file has no rows",
                remedy: "export it again; an empty source is not read as no events")
        }
        if format.type == .postgres {
            digest = try Self.digest(database)
        } else {
            do throws(StorageError) {
                digest = try Digest.file(path)
            } catch {
                throw .file(
                    path: name, line: nil, keyPath: keyPath + ["file"], what: "the file cannot be read",
                    remedy: "check its permissions")
            }
        }
    }

    /// The line number of each row, counting header lines and lines that were no rows; where there are no lines, the
    /// row number.
    ///
    /// Exact unless a value of a csv file spans lines or the file has blank lines.
    func lineNumbers() -> [Int] {
        Self.lineNumbers(
            rowCount, after: headerLines, skipping: (rejects.map(\.line) + blankLines).sorted())
    }

    /// The line numbers of rows that fill the lines after the header but for those skipped, given in ascending order.
    static func lineNumbers(_ rowCount: Int, after headerLines: Int, skipping skipped: [Int]) -> [Int] {
        var lines: [Int] = []
        lines.reserveCapacity(rowCount)
        var next = headerLines + 1
        var rest = skipped.makeIterator()
        var skip = rest.next()
        for _ in 0..<rowCount {
            while let line = skip, line <= next {
                if line == next { next += 1 }
                skip = rest.next()
            }
            lines.append(next)
            next += 1
        }
        return lines
    }
}
