extension RawTable {
    /// The names in the last header line.
    ///
    /// - Throws: `DatasetError.file` where a header line is not UTF-8; what is wrong with rows is found with them.
    static func header(
        _ database: Database, _ path: String, name: String, format: SourceFormat,
        keyPath: [String]
    ) throws(DatasetError) -> [String] {
        func lines(_ faults: String) -> String {
            Self.lines(path, skip: format.headerLines - 1, faults: faults)
        }
        var found: ColumnTable
        do throws(DatasetError) {
            found = try database.query("\(lines("ignore_errors = false")) LIMIT 1")
        } catch {
            // DuckDB looks at more than the line. Only a scan to the end tells which lines are bad.
            _ = try database.query("SELECT max(line) FROM (\(lines(keepingRejects)))")
            let rejects = try rejects(database, name: name, keyPath: keyPath)
            let bad = rejects.first { $0.line <= format.headerLines }
            try dropRejects(database)
            if let bad {
                throw FileProbe.notUTF8(name, line: bad.line, offset: nil, keyPath: keyPath + ["file"])
            }
            found = try database.query("\(lines("ignore_errors = true")) LIMIT 1")
        }
        return DelimitedLine.values(
            of: Array((found.columns[0].strings?.first.flatMap { $0 } ?? "").utf8),
            delimiter: format.delimiterByte, quote: format.quoteByte)
    }

    /// Refuses a header in which a column has no name, or the name of another; whether a letter is large is no
    /// difference.
    ///
    /// - Throws: `DatasetError.file` with the header's line and the columns by number: without a header line, what
    ///   stands there may be anybody's data.
    static func check(
        _ header: [String], name: String, format: SourceFormat, keyPath: [String]
    ) throws(DatasetError) {
        func refuse(_ what: String, remedy: String) throws(DatasetError) {
            throw DatasetError.file(
                path: name, line: format.headerLines, keyPath: keyPath + ["file"], what: what, remedy: remedy)
        }
        if let index = header.firstIndex(where: \.isEmpty) {
            let isLast = index == header.count - 1 && index > 0
            try refuse(
                "column \(index + 1) of the header has no name"
                    + (isLast ? ": the line ends with a delimiter" : ""),
                remedy: isLast
                    ? "name the column, or remove the delimiter at the end of every line"
                    : "name the column; if this line is no header, say format: {header: LINES}")
        }
        var first: [String: Int] = [:]
        for (index, text) in header.enumerated() {
            if let earlier = first.updateValue(index, forKey: text.lowercased()) {
                try refuse(
                    "columns \(earlier + 1) and \(index + 1) of the header have the same name",
                    remedy: "give each column its own name; small and large letters are the same here")
            }
        }
    }
}
