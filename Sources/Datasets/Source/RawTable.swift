internal import FoundationEssentials
internal import Storage

/// A data file read into the table `input` of its own database, every value as it stands.
struct RawTable {
    let database: Database
    /// The names of `input`'s columns.
    let columns: [String]
    /// The number of rows of `input`.
    let rowCount: Int
    /// Lines that are no rows, by line number, with the reason.
    let rejects: [(line: Int, reason: String)]
    /// Lines before the first row.
    let headerLines: Int
    /// The file's SHA-256.
    let digest: Digest

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: where the file is; `name` is what errors call it.
    ///   - zone: the time zone of texts without one.
    /// - Throws: `DatasetError.file` for a missing, empty or unreadable file and one that is not UTF-8.
    init(
        path: String, name: String, format: SourceFormat, zone: String, keyPath: [String]
    ) throws(DatasetError) {
        try FileProbe(path: path, name: name, keyPath: keyPath + ["file"]).check(format)
        do throws(StorageError) {
            digest = try Digest.file(path)
        } catch {
            throw .file(
                path: name, line: nil, keyPath: keyPath + ["file"], what: "the file cannot be read",
                remedy: "check its permissions")
        }
        database = try Database(files: [path], timeZone: zone)
        headerLines = format.type == .parquet ? 0 : format.headerLines
        let compressed = path.hasSuffix(".gz") ? "gzip" : "none"
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
            }
        } catch let error {
            throw Self.unreadable(error, name: name, format: format, keyPath: keyPath)
        }
        let described = try database.query("SELECT column_name FROM (DESCRIBE input)")
        columns = (described.columns[0].strings ?? []).compactMap { $0 }
        rejects = format.type == .parquet ? [] : try Self.rejects(database, name: name, keyPath: keyPath)
        rowCount = try Int(
            database.query("SELECT count(*) FROM input").columns[0].int64s?.first.flatMap { $0 } ?? 0)
        if rowCount + rejects.count == 0 {
            throw .file(
                path: name, line: nil, keyPath: keyPath + ["file"], what: "the file has no rows",
                remedy: "export it again; an empty source is not read as no events")
        }
    }

    /// The line number of each row, counting header lines and lines that were no rows; for Parquet the row number.
    ///
    /// Exact unless a value spans lines or the file has blank lines.
    func lineNumbers() -> [Int] {
        var lines: [Int] = []
        lines.reserveCapacity(rowCount)
        var next = headerLines + 1
        var rejected = rejects.makeIterator()
        var skip = rejected.next()?.line
        for _ in 0..<rowCount {
            while let line = skip, line <= next {
                if line == next { next += 1 }
                skip = rejected.next()?.line
            }
            lines.append(next)
            next += 1
        }
        return lines
    }
}
