extension RawTable {
    /// So many lines that are no rows a file may have: DuckDB keeps each of them in memory, with its surroundings.
    private static let maximumRejects = 20_000
    // No file of text holds this control character, so a line stays in one piece; one that does is refused.
    private static let never = "E'\\x01'"

    /// The SELECT that reads text lines into one column `line`.
    static func lines(_ path: String, _ compression: String, skip: Int) -> String {
        """
        SELECT line FROM read_csv(\(path.sqlLiteral), auto_detect = false, hive_partitioning = false, delim = \(never),
            quote = '', escape = '', header = false, skip = \(skip), columns = {'line': 'VARCHAR'},
            compression = '\(compression)', store_rejects = true, rejects_limit = \(maximumRejects))
        """
    }

    /// The SELECT that reads delimited values, all of them as texts.
    static func csv(_ path: String, _ compression: String, _ format: SourceFormat, _ columns: [String])
        -> String
    {
        let types = columns.map { "\($0.sqlLiteral): 'VARCHAR'" }.joined(separator: ", ")
        let quote = (format.quote ?? "\"").sqlLiteral
        return """
            SELECT * FROM read_csv(\(path.sqlLiteral), auto_detect = false, hive_partitioning = false,
                delim = \((format.delimiter ?? ",").sqlLiteral), quote = \(quote), escape = \(quote), header = true,
                skip = \(format.headerLines - 1), columns = {\(types)}, compression = '\(compression)',
                store_rejects = true, rejects_limit = \(maximumRejects))
            """
    }

    /// The names in the last header line.
    static func header(
        _ database: Database, _ path: String, _ compression: String, _ format: SourceFormat
    ) throws(DatasetError) -> [String] {
        let line = try database.query(
            """
            SELECT line FROM read_csv(\(path.sqlLiteral), auto_detect = false, hive_partitioning = false, delim = \(never), quote = '',
                escape = '', header = false, skip = \(format.headerLines - 1), columns = {'line': 'VARCHAR'},
                compression = '\(compression)') LIMIT 1
            """)
        return DelimitedLine.values(
            of: Array((line.columns[0].strings?.first.flatMap { $0 } ?? "").utf8),
            delimiter: format.delimiter?.utf8.first ?? UInt8(ascii: ","),
            quote: (format.quote ?? "\"").utf8.first)
    }

    /// Lines that are no rows.
    ///
    /// - Throws: `DatasetError.file` where one is not UTF-8, and where there are too many.
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
        if let index = errors.firstIndex(of: "INVALID ENCODING") {
            throw FileProbe.notUTF8(name, line: lines[index], offset: nil, keyPath: keyPath + ["file"])
        }
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

    private static func reason(_ error: String) -> String {
        switch error {
        case "MISSING COLUMNS": "fewer values than the header has columns"
        case "TOO MANY COLUMNS": "more values than the header has columns"
        case "UNQUOTED VALUE": "a quotation mark that is not closed"
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
