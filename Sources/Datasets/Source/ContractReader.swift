internal import Storage

/// Reads the rows of one file under a contract.
struct ContractReader {
    let name: String
    let keyPath: [String]
    let format: SourceFormat
    let select: String?
    let fields: [(name: String, field: FieldDefinition)]
    let zone: String

    /// The rows of a file, each field in its own type, with the rows that break the contract named.
    ///
    /// - Parameters:
    ///   - path: where the file is.
    ///   - file: what errors call it.
    /// - Throws: `DatasetError` for a file that cannot be read, a SELECT that is not row-wise and a missing column.
    func read(_ path: String, called file: String, guarding sourceGuard: SourceGuard) throws(DatasetError)
        -> TypedRows
    {
        let raw = try RawTable(
            path: path, name: file, format: format, zone: zone, keyPath: keyPath,
            fields: select == nil ? fields.map(\.name) : [])
        let admitted = try sourceGuard.admit(
            select ?? "SELECT * FROM input", columns: raw.columns, at: keyPath + ["select"])
        let types = try columnTypes(admitted, raw: raw)
        var expressions = [SourceGuard.rowColumn]
        for (name, field) in fields {
            guard let type = types[name] else { throw missing(name, among: types.keys.sorted(), raw: raw) }
            let value = field.value(of: name, type: type, zone: zone)
            expressions += [value, field.misfit(of: name, value: value)]
        }
        let statement =
            "SELECT \(expressions.joined(separator: ", ")) FROM (\(admitted)) ORDER BY \(SourceGuard.rowColumn)"
        let table: ColumnTable
        do throws(DatasetError) {
            table = try raw.database.query(statement)
        } catch {
            throw .data(
                keyPath: keyPath + ["select"],
                what: "the SELECT fails on a row (DuckDB: \(error.what.firstLine))",
                remedy: "use TRY_CAST and try_strptime, so that a bad row is quarantined alone")
        }
        return TypedRows(reader: self, raw: raw, table: table)
    }

    private func columnTypes(_ admitted: String, raw: RawTable) throws(DatasetError) -> [String: String] {
        // DESCRIBE reads no row, so its errors speak of columns, never of values.
        let described: ColumnTable
        do throws(DatasetError) {
            described = try raw.database.query(
                "SELECT column_name, column_type FROM (DESCRIBE \(admitted))", readingData: false)
        } catch {
            let found = raw.columns.joined(separator: ", ")
            throw .setting(
                keyPath: keyPath + ["select"],
                what: "the SELECT does not fit the file's columns (DuckDB: \(error.what.firstLine))",
                remedy: "the columns found are: \(found)" + delimiterHint(raw.columns))
        }
        let names = (described.columns[0].strings ?? []).map { $0 ?? "" }
        let types = (described.columns[1].strings ?? []).map { $0 ?? "" }
        return Dictionary(zip(names, types)) { first, _ in first }.filter { $0.key != SourceGuard.rowColumn }
    }

    private func missing(_ field: String, among columns: [String], raw: RawTable) -> DatasetError {
        let near = nearest(to: field, among: columns).map { "; did you mean \($0)?" } ?? ""
        return .data(
            keyPath: keyPath + ["fields", field],
            what: "the column \(field) is missing; found: \(columns.joined(separator: ", "))",
            remedy: "correct the contract or the SELECT\(near)\(delimiterHint(raw.columns))")
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
