/// Guesses how a data file is written from its ending and its first lines.
struct FormatGuess {
    let path: String
    let name: String

    private static let delimiters = [",", ";", "\t", "|"]

    /// The format of the file.
    ///
    /// - Throws: `DatasetError.file` for an ending that names no format, and for text without a header of names.
    func format() throws(DatasetError) -> SourceFormat {
        if path.hasSuffix(".parquet") { return SourceFormat(type: .parquet) }
        let plain = Compression(of: path) == .gzip ? String(path.dropLast(3)) : path
        guard [".csv", ".tsv", ".txt"].contains(where: plain.hasSuffix) else {
            throw failure(
                "the ending names no format that is read",
                remedy: "let it end in .parquet, .csv, .tsv or .txt (texts also with .gz)")
        }
        let lines = try firstLines()
        let widths = Self.delimiters.map { delimiter in
            (delimiter: delimiter, width: Self.width(of: lines, by: delimiter))
        }
        guard let best = widths.max(by: { $0.width < $1.width }), best.width > 1 else {
            throw failure(
                "no delimiter gives the first lines more than one column",
                remedy: "export it with a comma, a semicolon, a tab or a bar between values")
        }
        try checkHeader(Self.values(of: lines[0], by: best.delimiter))
        return SourceFormat(type: .csv, delimiter: best.delimiter, header: 1)
    }

    private func firstLines() throws(DatasetError) -> [String] {
        let probe = FileProbe(path: path, name: name, keyPath: [])
        try probe.check(SourceFormat(type: .lines))
        if Compression(of: path) == .none {
            try FileInspection(path: path, name: name, keyPath: [], isText: true).refuseOtherEncoding()
        }
        do throws(DatasetError) {
            let database = try Database(files: [path])
            let table = try database.query(
                "SELECT line FROM (\(RawTable.lines(path, skip: 0))) WHERE line IS NOT NULL LIMIT 50"
            )
            let lines = (table.columns[0].strings ?? []).compactMap { $0 }
            if lines.isEmpty { throw failure("the file has no lines", remedy: "export it again") }
            return lines
        } catch {
            try probe.refuseMixedLineEnds(SourceFormat(type: .csv))
            throw RawTable.unreadable(
                error, name: name, format: SourceFormat(type: .lines), keyPath: [])
        }
    }

    private func checkHeader(_ names: [String]) throws(DatasetError) {
        if let index = names.firstIndex(where: { Double($0) != nil }) {
            throw failure(
                "the first line is no header: its column \(index + 1) holds a number",
                remedy: "put a line with one name a column first")
        }
        try RawTable.check(names, name: name, format: SourceFormat(type: .csv), keyPath: [])
    }

    /// The columns of the first line, or 1 if fewer than half of the lines have as many.
    private static func width(of lines: [String], by delimiter: String) -> Int {
        let widths = lines.map { values(of: $0, by: delimiter).count }
        return 2 * widths.count { $0 == widths[0] } >= widths.count ? widths[0] : 1
    }

    private static func values(of line: String, by delimiter: String) -> [String] {
        let bytes = line.utf8.last == UInt8(ascii: "\r") ? Array(line.utf8.dropLast()) : Array(line.utf8)
        return DelimitedLine.values(
            of: bytes, delimiter: delimiter.utf8.first ?? 0, quote: UInt8(ascii: "\""))
    }

    private func failure(_ what: String, remedy: String) -> DatasetError {
        .file(path: name, line: nil, keyPath: nil, what: what, remedy: remedy)
    }
}
