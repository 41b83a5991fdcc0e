extension RawTable {
    /// So many lines that are no rows a file may have: DuckDB keeps each of them in memory, with its surroundings.
    static let maximumRejects = 20_000
    // No file of text holds this control character, so a line stays in one piece; one that does is refused.
    private static let never = "E'\\x01'"

    /// What DuckDB does with a line that is no text: it keeps it among the rejects.
    static let keepingRejects = "store_rejects = true, rejects_limit = \(maximumRejects)"

    /// The SELECT that reads text lines into one column `line`.
    static func lines(
        _ path: String, skip: Int, faults: String = keepingRejects
    ) -> String {
        """
        SELECT line FROM read_csv(\(path.sqlPathLiteral), auto_detect = false, hive_partitioning = false, delim = \(never),
            quote = '', escape = '', header = false, skip = \(skip), columns = {'line': 'VARCHAR'},
            compression = '\(Compression(of: path))', \(faults))
        """
    }

    /// The SELECT that reads delimited values, all of them as texts.
    static func csv(_ path: String, _ format: SourceFormat, _ columns: [String]) -> String {
        let types = columns.map { "\($0.sqlLiteral): 'VARCHAR'" }.joined(separator: ", ")
        let quote = (format.quote ?? "\"").sqlLiteral
        return """
            SELECT * FROM read_csv(\(path.sqlPathLiteral), auto_detect = false, hive_partitioning = false,
                delim = \((format.delimiter ?? ",").sqlLiteral), quote = \(quote), escape = \(quote), header = true,
                skip = \(format.headerLines - 1), columns = {\(types)}, compression = '\(Compression(of: path))',
                \(keepingRejects))
            """
    }

    /// Lines that are no rows.
    ///
    /// - Throws: `DatasetError.file` where there are too many.
    static func rejects(
        _ database: Database, name: String, keyPath: [String]
    ) throws(DatasetError) -> [(line: Int, reason: String)] {
        let scanned = try database.query(
            "SELECT table_name FROM duckdb_tables() WHERE table_name = 'reject_errors'")
        if scanned.rowCount == 0 { return [] }
        let found = try database.query(
            """
            SELECT CAST(line AS BIGINT), min(CAST(error_type AS VARCHAR)) AS error FROM reject_errors
            GROUP BY line ORDER BY line
            """)
        let lines = (found.columns[0].int64s ?? []).map { Int($0 ?? 0) }
        let errors = (found.columns[1].strings ?? []).map { $0 ?? "" }
        if try database.count("reject_errors") >= maximumRejects {
            throw .file(
                path: name, line: lines.first, keyPath: keyPath + ["file"],
                what:
                    "\(maximumRejects) lines or more are no rows of the declared format, the first for this: "
                    + reason(errors.first ?? ""),
                remedy: "check the format's type, delimiter, quote and header, or export the file again")
        }
        return zip(lines, errors).map { (line: $0, reason: Self.reason($1)) }
    }

    /// Forgets the lines that are no rows, lest another file's be taken for them.
    static func dropRejects(_ database: Database) throws(DatasetError) {
        try database.execute("DROP TABLE IF EXISTS reject_errors")
        try database.execute("DROP TABLE IF EXISTS reject_scans")
    }

    private static func reason(_ error: String) -> String {
        switch error {
        case "MISSING COLUMNS": "fewer values than the header has columns"
        case "TOO MANY COLUMNS": "more values than the header has columns"
        case "UNQUOTED VALUE": "a quotation mark that is not closed"
        case "INVALID ENCODING":
            "text that is not UTF-8; from Latin-1, convert the file: iconv -f LATIN1 -t UTF-8"
        case "LINE SIZE OVER MAXIMUM": "a line of more than 2 MB"
        default: "not a row of the declared format"
        }
    }

    static func unreadable(
        _ error: DatasetError, name: String, format: SourceFormat, keyPath: [String]
    ) -> DatasetError {
        switch error {
        case .file, .setting: return error
        case .data, .database: break
        }
        return .file(
            path: name, line: nil, keyPath: keyPath + ["file"],
            what: "the file is not \(format.noun) (DuckDB: \(error.what.firstLine))",
            remedy: "check the format's type and options, and that the file is whole")
    }
}

extension String {
    /// The text up to the first line break.
    var firstLine: String { String(prefix { $0 != "\n" }) }
}
