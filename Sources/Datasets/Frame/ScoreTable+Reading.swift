internal import Evaluation
internal import Features

extension ScoreTable {
    /// Reads a CSV (comma, header) or Parquet file with the columns `id`, `asOf`, `score`, `label` and groups.
    ///
    /// - Parameters:
    ///   - path: ends in `.csv`, `.csv.gz` or `.parquet`.
    ///   - zone: the time zone of dates and of times without one; a date stands for the end of its day.
    ///   - needsLabels: whether a file without `label` is refused.
    /// - Throws: `DatasetError` for an unreadable file, a missing column, and the first row with a bad value.
    /// - Complexity: O(rows x columns).
    public static func read(
        _ path: String, zone: String = "UTC", needsLabels: Bool = true
    ) throws(DatasetError) -> ScoreTable {
        let isParquet = path.hasSuffix(".parquet")
        let format = SourceFormat(type: isParquet ? .parquet : .csv)
        try FileProbe(path: path, name: path, keyPath: []).check(format)
        let inspection = FileInspection(
            path: path, name: path, keyPath: [], isText: !isParquet && Compression(of: path) == .none)
        var raw = try RawTable(
            try Database(files: [path], timeZone: zone), path: path, name: path, format: format, keyPath: [])
        let count = try raw.load()
        _ = try inspection.digest()
        let rejects = try raw.rejects()
        try raw.refuse(emptyOf: count + rejects.count)
        if let reject = rejects.first {
            throw .file(
                path: path, line: reject.line, keyPath: nil, what: reject.reason,
                remedy: "write the file again")
        }
        let hasLabel = raw.columns.contains("label")
        var fields: [(name: String, field: FieldDefinition)] = [
            ("id", FieldDefinition(type: .text, purpose: .identity, nulls: .refuse)),
            ("score", FieldDefinition(type: .number, purpose: .feature, nulls: .refuse)),
        ]
        if hasLabel || needsLabels {
            fields.append(("label", FieldDefinition(type: .boolean, purpose: .label, nulls: .refuse)))
        }
        let known = ["id", "asOf", "score", "label"]
        let groups = raw.columns.filter { !known.contains($0) }
        guard fields.count + groups.count < FaultCode.fields else {
            throw .file(
                path: path, line: nil, keyPath: nil,
                what: "\(groups.count) columns beside id, asOf, score and label, which would all be groups",
                remedy: "keep the columns that are groups, \(FaultCode.fields - fields.count - 1) at most")
        }
        fields += groups.map { ($0, FieldDefinition(type: .text, purpose: .group)) }
        // A date is tried first: read as a time it would stand for the start of its day.
        let date = FieldDefinition(type: .date, purpose: .time)
        let instant = FieldDefinition(type: .instant, purpose: .time)
        let types = try raw.database.query("SELECT column_name, column_type FROM (DESCRIBE input)")
        let typeOf = Dictionary(
            zip(types.columns[0].strings ?? [], types.columns[1].strings ?? []).map { ($0 ?? "", $1 ?? "") }
        ) { first, _ in first }
        for name in fields.map(\.name) + ["asOf"] where typeOf[name] == nil {
            throw .file(
                path: path, line: nil, keyPath: nil,
                what: "the column \(name) is missing; found: \(raw.columns.joined(separator: ", "))",
                remedy: "write the columns id, asOf, score, label and, if you like, groups")
        }
        let asOfType = typeOf["asOf"] ?? ""
        let asOf =
            asOfType.hasPrefix("TIMESTAMP")
            ? instant.value(of: "asOf", type: asOfType, zone: zone)
            : "coalesce(\(date.value(of: "asOf", type: asOfType, zone: zone)), "
                + "\(instant.value(of: "asOf", type: asOfType, zone: zone)))"
        var columns = fields.map { name, field in
            let type = typeOf[name] ?? ""
            return ContractStatement.Column(
                name: name, field: field, raw: FieldDefinition.raw(name, type: type),
                value: field.value(of: name, type: type, zone: zone))
        }
        columns.append(
            ContractStatement.Column(
                name: "asOf", field: FieldDefinition(type: .instant, purpose: .time, nulls: .refuse),
                raw: FieldDefinition.raw("asOf", type: asOfType), value: asOf))
        let statement = ContractStatement(columns: columns, rules: []).select(from: "input", row: "rowid")
        let rows = try raw.database.query("\(statement) ORDER BY row")
        if let row = rows["fault"]?.int64s?.firstIndex(where: { $0 != nil }),
            let code = rows["fault"]?.int64s?[row].flatMap(FaultCode.init)
        {
            let fault = code.described(by: columns.map { (name: $0.name, field: $0.field) })
            throw .file(
                path: path, line: row + 1 + format.headerLines, keyPath: nil,
                what: "\(fault.field ?? "row"): \(fault.reason)", remedy: "correct the row")
        }
        let table = ColumnTable(
            names: columns.map(\.name), columns: Array(rows.columns.dropFirst().prefix(columns.count)))
        let labelColumn = fields.firstIndex { $0.name == "label" }.flatMap { table.columns[$0].booleans }
        return ScoreTable(
            ids: (table.columns[0].strings ?? []).compactMap { $0 },
            asOf: (table.columns[fields.count].int64s ?? []).map { Instant(microseconds: $0 ?? 0) },
            scores: (table.columns[1].doubles ?? []).compactMap { $0 },
            labels: labelColumn.map { $0.map { $0 ?? false } },
            groups: groups.map { name in
                let index = fields.firstIndex { $0.name == name } ?? 0
                return Grouping(name: name, values: table.columns[index].strings ?? [])
            })
    }
}
