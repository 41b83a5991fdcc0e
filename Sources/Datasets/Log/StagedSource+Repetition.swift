internal import Storage

extension StagedSource {
    /// The rows without an id that say what a row of another file says, by file; nil where there are none.
    ///
    /// Equal rows of one file are as many events, for two equal purchases are two purchases. In different files they
    /// are more often one row that was exported twice.
    /// - Complexity: O(rows) for hashing them, where there are several files; only those with equal hashes are compared.
    func repeatedRows() throws(DatasetError) -> [ImportManifest.RepeatedRows]? {
        guard files.count > 1, let database = parts.first?.rows.database else { return nil }
        var hashes: [String] = []
        var tellings: [String] = []
        var firstFile = 0
        for (place, part) in parts.enumerated() {
            let file = Self.file(of: part.rows.files, from: firstFile)
            firstFile += part.rows.files.count
            for event in part.events where event.ownID == nil {
                let kind = event.definition.kind.sqlLiteral
                let rows = yielding(event, ofPart: place)
                hashes.append("SELECT hash(\(kind), \(event.payload)) AS own, \(file) AS file \(rows)")
                tellings.append(
                    """
                    SELECT rowid AS row, \(file) AS file, \(kind) AS kind, \(event.payload) AS payload
                    \(rows) AND hash(\(kind), \(event.payload)) IN (SELECT own FROM told_twice)
                    """)
            }
        }
        if hashes.isEmpty { return nil }
        try database.execute(
            """
            CREATE TABLE told_twice AS SELECT own FROM (\(hashes.joined(separator: " UNION ALL ")))
            GROUP BY own HAVING min(file) <> max(file)
            """)
        let found = try database.query(
            """
            WITH tellings AS MATERIALIZED (\(tellings.joined(separator: " UNION ALL ")))
            SELECT CAST(file AS BIGINT), count(DISTINCT row) FROM tellings JOIN (
                SELECT kind, payload FROM tellings GROUP BY kind, payload HAVING min(file) <> max(file)
            ) USING (kind, payload) GROUP BY file ORDER BY file
            """)
        try database.execute("DROP TABLE told_twice")
        var counts: [Digest: Int] = [:]
        for (file, rows) in zip(found.columns[0].int64s ?? [], found.columns[1].int64s ?? []) {
            if let file, let rows { counts[files[Int(file)].digest, default: 0] += Int(rows) }
        }
        if counts.isEmpty { return nil }
        return counts.map { ImportManifest.RepeatedRows(file: $0.key, rows: $0.value) }
            .sorted { $0.file.description < $1.file.description }
    }

    /// SQL for the number of the file that a staged row is of, counted on from a first.
    private static func file(of files: [StagedFile], from first: Int) -> String {
        let cases = files.dropLast().enumerated().map { index, file in
            "WHEN rowid < \(file.firstRow + file.rowCount) THEN \(first + index) "
        }
        let last = first + files.count - 1
        return cases.isEmpty ? "\(last)" : "CASE \(cases.joined())ELSE \(last) END"
    }
}
