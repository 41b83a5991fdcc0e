internal import Spelling
internal import Storage

/// Reads the rows of files under a contract into tables of a database.
struct ContractReader {
    let database: Database
    let keyPath: [String]
    let format: SourceFormat
    let select: String?
    let fields: [(name: String, field: FieldDefinition)]
    /// By name of field, the dictionary of its texts.
    let map: [String: ValueMapping]
    let zone: String
    /// What rows must keep beyond their fields: see `ContractStatement`.
    let rules: [(condition: String, code: String)]

    /// Adds the rows of a file to a staged table, each field in its own type, with what is wrong with the row.
    ///
    /// - Parameters:
    ///   - path: where the file is.
    ///   - file: what errors call it.
    /// - Throws: `DatasetError` for a file that cannot be read, a SELECT that is not row-wise and a missing column.
    /// - Complexity: O(rows x columns).
    func read(
        _ path: String, called file: String, into staged: inout StagedRows, guarding sourceGuard: SourceGuard
    ) throws(DatasetError) {
        var inspection: FileInspection?
        let probe = FileProbe(path: path, name: file, keyPath: keyPath + ["file"])
        if format.type != .postgres {
            try probe.check(format)
            // What is compressed is checked by DuckDB, which names the line.
            inspection = FileInspection(
                path: path, name: file, keyPath: keyPath + ["file"],
                isText: format.isText && Compression(of: path) == .none)
        }
        do throws(DatasetError) {
            var raw = try RawTable(
                database, path: path, name: file, format: format, keyPath: keyPath,
                fields: select == nil ? fields.map(\.name) : [])
            try stage(&raw, of: path, called: file, inspection, into: &staged, guarding: sourceGuard)
        } catch {
            try inspection?.refuseOtherEncoding()
            try probe.refuseMixedLineEnds(format)
            throw error
        }
        try RawTable.close(database)
    }

    private func stage(
        _ raw: inout RawTable, of path: String, called file: String, _ inspection: FileInspection?,
        into staged: inout StagedRows, guarding sourceGuard: SourceGuard
    ) throws(DatasetError) {
        let admitted = try sourceGuard.admit(
            select ?? "SELECT * FROM input", columns: raw.columns, at: keyPath + ["select"])
        // Only kept rows have numbers, which tell the ones that are left from those that are not.
        if admitted.isFiltering { try raw.load() }
        let types = try columnTypes(admitted.statement, raw: raw)
        var columns: [ContractStatement.Column] = []
        for (name, field) in fields {
            guard let type = types[name] else {
                throw missing(name, in: file, among: types.keys.sorted(), raw: raw)
            }
            columns.append(
                ContractStatement.Column(
                    name: name, field: field, raw: FieldDefinition.raw(name, type: type),
                    value: field.value(of: name, type: type, zone: zone), mapping: map[name]))
        }
        let statement = ContractStatement(columns: columns, rules: rules).select(
            from: "(\(admitted.statement))", row: admitted.isFiltering ? SourceGuard.rowColumn : nil)
        let first = staged.count
        do throws(DatasetError) {
            try database.execute(
                staged.files.isEmpty
                    ? "CREATE TABLE \(staged.table) AS \(statement)"
                    : "INSERT INTO \(staged.table) \(statement)")
        } catch {
            // If the file alone can be read, it is the SELECT that fails.
            try raw.load()
            throw .data(
                keyPath: keyPath + ["select"],
                what: "the SELECT fails on a row (DuckDB: \(error.what.firstLine))",
                remedy: "use TRY_CAST and try_strptime, so that a bad row is quarantined alone")
        }
        let rejects = try raw.rejects()
        let count = try database.count(staged.table) - first
        try raw.refuse(emptyOf: (raw.rowCount ?? count) + rejects.count)
        var places: String?
        if raw.hasBlankLines {
            let name = "\(staged.table)_places\(staged.files.count)"
            try database.execute("ALTER TABLE \(RawTable.places) RENAME TO \(name)")
            places = name
        }
        let digest = if let inspection { try inspection.digest() } else { try RawTable.digest(database) }
        staged.add(
            StagedFile(
                name: file, path: path, format: format, digest: digest, firstRow: first, rowCount: count,
                filteredCount: (raw.rowCount ?? count) - count, rejects: rejects, places: places),
            isNumbered: admitted.isFiltering)
    }

    private func columnTypes(_ admitted: String, raw: RawTable) throws(DatasetError) -> [String: String] {
        // DESCRIBE reads no row, so its errors speak of columns, never of values.
        let described: ColumnTable
        do throws(DatasetError) {
            described = try database.query(
                "SELECT column_name, column_type FROM (DESCRIBE \(admitted))", readingData: false)
        } catch {
            let found = Self.shown(raw.columns)
            throw .setting(
                keyPath: keyPath + ["select"],
                what: "the SELECT does not fit the file's columns (DuckDB: \(error.what.firstLine))",
                remedy: "the columns found are: \(found)" + delimiterHint(raw.columns))
        }
        let names = (described.columns[0].strings ?? []).map { $0 ?? "" }
        let types = (described.columns[1].strings ?? []).map { $0 ?? "" }
        return Dictionary(zip(names, types)) { first, _ in first }.filter { $0.key != SourceGuard.rowColumn }
    }

    /// A column that a file lacks is told with the file and its header's line, one that a SELECT lacks is the SELECT's.
    private func missing(
        _ field: String, in file: String, among columns: [String], raw: RawTable
    ) -> DatasetError {
        let near = NearestName.of(field, among: columns).map { "; did you mean \($0)?" } ?? ""
        let what = "the column \(field) is missing; found: \(Self.shown(columns))"
        let remedy = "correct the contract or the SELECT\(near)\(delimiterHint(raw.columns))"
        let place = keyPath + ["fields", field]
        guard select == nil, format.type != .postgres else {
            return .data(keyPath: place, what: what, remedy: remedy)
        }
        return .file(
            path: file, line: format.type == .csv ? format.headerLines : nil, keyPath: place, what: what,
            remedy: remedy)
    }

    /// The columns found, if all look like names: where the header line is missing, they are a row's values.
    private static func shown(_ columns: [String]) -> String {
        let others = columns.count { !looksLikeNames($0) }
        if others > 0 { return "\(columns.count) columns, of which \(others) do not look like names" }
        let rest = columns.count - 20
        return columns.prefix(20).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }

    /// Whether a text is a name, or several with another delimiter between them.
    private static func looksLikeNames(_ text: String) -> Bool {
        text.split(separator: /[;|\t]/, omittingEmptySubsequences: false).allSatisfy { name in
            guard let first = name.unicodeScalars.first, name.utf8.count <= 60 else { return false }
            return (first.properties.isAlphabetic || first == "_")
                && name.unicodeScalars.allSatisfy {
                    $0.properties.isAlphabetic || "0123456789_- ./()%#:$".unicodeScalars.contains($0)
                }
        }
    }

    private func delimiterHint(_ columns: [String]) -> String {
        guard format.type == .csv, columns.count == 1 else { return "" }
        let used = format.delimiter ?? ","
        let likely = [",", ";", "\t", "|"].max { left, right in
            columns[0].count { String($0) == left } < columns[0].count { String($0) == right }
        }
        guard let likely, likely != used, columns[0].contains(likely) else { return "" }
        let shown = likely == "\t" ? "\\t" : likely
        return
            "; the header has one column only, so the delimiter is more likely \"\(shown)\" than \"\(used)\""
    }
}
