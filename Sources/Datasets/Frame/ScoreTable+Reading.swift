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
        let raw = try RawTable(path: path, name: path, format: format, zone: zone, keyPath: [])
        if let reject = raw.rejects.first {
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
        let values = fields.map { $0.field.value(of: $0.name, type: typeOf[$0.name] ?? "", zone: zone) }
        let table = try raw.database.query(
            "SELECT \((values + [asOf]).joined(separator: ", ")) FROM input ORDER BY rowid")
        let lines = raw.lineNumbers()
        for (index, column) in table.columns.enumerated() {
            let isAsOf = index == fields.count
            let field =
                isAsOf ? FieldDefinition(type: .instant, purpose: .time, nulls: .refuse) : fields[index].field
            for row in 0..<table.rowCount {
                guard let reason = field.fault(in: column, row: row, misfit: nil) else { continue }
                throw .file(
                    path: path, line: lines[row], keyPath: nil,
                    what: "\(isAsOf ? "asOf" : fields[index].name): \(reason)", remedy: "correct the row")
            }
        }
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
