internal import Features

/// A file of any model's scores, read as it is: what is missing is a finding, not an error.
struct AuditedScores {
    let ids: [String?]
    let scores: [Double?]
    let labels: [Bool?]
    /// As of when each score holds; nil where the file has no such column.
    let asOf: [Instant?]?
    /// When the outcome of the row's entity occurred.
    let outcomeAt: [Instant?]?
    /// When the score was made.
    let scoredAt: [Instant?]?

    /// Lines that are no rows.
    let rejectCount: Int

    var rowCount: Int { ids.count }

    /// Reads a CSV (comma, header) or Parquet file.
    ///
    /// - Throws: `DatasetError.file` for a file that cannot be read, and a missing `id`, `score` or `label`.
    /// - Complexity: O(rows x columns).
    init(_ path: String, zone: String) throws(DatasetError) {
        let isParquet = path.hasSuffix(".parquet")
        let format = SourceFormat(type: isParquet ? .parquet : .csv)
        try FileProbe(path: path, name: path, keyPath: []).check(format)
        var raw = try RawTable(
            try Database(files: [path], timeZone: zone), path: path, name: path, format: format, keyPath: [])
        let count = try raw.load()
        rejectCount = try raw.rejects().count
        try raw.refuse(emptyOf: count + rejectCount)
        let described = try raw.database.query("SELECT column_name, column_type FROM (DESCRIBE input)")
        var types: [String: String] = [:]
        for (name, type) in zip(
            described.columns[0].strings ?? [], described.columns[1].strings ?? [])
        {
            types[name ?? ""] = type ?? ""
        }
        for name in ["id", "score", "label"] where types[name] == nil {
            throw .file(
                path: path, line: nil, keyPath: nil,
                what: "the column \(name) is missing; found: \(raw.columns.joined(separator: ", "))",
                remedy:
                    "write the columns id, score and label, and asOf, outcomeAt and scoredAt where they are known"
            )
        }
        func column(_ name: String, _ kind: FieldDefinition.Kind) throws(DatasetError) -> Column {
            let field = FieldDefinition(type: kind, purpose: .feature)
            let value = field.value(of: name, type: types[name] ?? "", zone: zone)
            return try raw.database.query("SELECT \(value) AS value FROM input ORDER BY rowid").columns[0]
        }
        func times(_ name: String) throws(DatasetError) -> [Instant?]? {
            guard let type = types[name] else { return nil }
            // A date is tried first: read as a time it would stand for the start of its day.
            let dates = type.hasPrefix("TIMESTAMP") ? nil : try column(name, .date).int64s
            let instants = try column(name, .instant).int64s ?? []
            return instants.indices.map { row in
                ((dates?[row] ?? nil) ?? instants[row]).map { Instant(microseconds: $0) }
            }
        }
        ids = try column("id", .text).strings ?? []
        scores = (try column("score", .number).doubles ?? []).map { $0.flatMap { $0.isFinite ? $0 : nil } }
        labels = try column("label", .boolean).booleans ?? []
        asOf = try times("asOf")
        outcomeAt = try times("outcomeAt")
        scoredAt = try times("scoredAt")
    }
}
