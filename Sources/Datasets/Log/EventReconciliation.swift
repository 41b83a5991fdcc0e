/// Finds rows of one source that say a thing twice or contradict each other; the order of the rows changes nothing.
///
/// - An event without an id of its own is named by what it says and its ordinal among equal ones: two equal purchases
///   are two purchases.
/// - Events with the same id that say the same are one event.
/// - Events with the same id that say different things are all set aside: none is more right.
struct EventReconciliation {
    private let suffix: String
    /// Rows with an id that another row gives to something else, as `(part, row, kind)`.
    let contradictions: [(part: Int, row: Int, kind: String)]
    /// Events that an earlier row yields under the same id.
    let repeatCount: Int
    /// Rows all of whose events other rows yield too.
    let duplicateCount: Int

    /// Reconciles a source's rows.
    ///
    /// - Parameter number: distinguishes the tables of one source from those of another.
    /// - Throws: `DatasetError.database`.
    /// - Complexity: O(rows) for hashing all ids; only those with equal hashes are compared.
    init?(_ source: StagedSource, number: Int, _ database: Database) throws(DatasetError) {
        suffix = String(number)
        var hashes: [String] = []
        var claims: [String] = []
        for (place, part) in source.parts.enumerated() {
            for event in part.events {
                guard let id = event.ownID else { continue }
                let kind = event.definition.kind.sqlLiteral
                let rows = source.yielding(event, ofPart: place)
                hashes.append("SELECT hash(\(kind), \(id)) AS own \(rows)")
                claims.append(
                    """
                    SELECT \(place) AS part, rowid AS row, \(event.index) AS event, \(kind) AS kind, \(id) AS id,
                        \(event.payload) AS payload
                    \(rows) AND hash(\(kind), \(id)) IN (SELECT own FROM candidates)
                    """)
            }
        }
        if hashes.isEmpty { return nil }
        try database.execute(
            """
            CREATE TABLE candidates AS SELECT own FROM (\(hashes.joined(separator: " UNION ALL ")))
            GROUP BY own HAVING count(*) > 1
            """)
        if try database.count("candidates") == 0 {
            try database.execute("DROP TABLE candidates")
            return nil
        }
        try database.execute("CREATE TABLE claims AS \(claims.joined(separator: " UNION ALL "))")
        try database.execute("DROP TABLE candidates")
        try database.execute(
            """
            CREATE TABLE contradicted\(suffix) AS SELECT part, row, min(kind) AS kind FROM claims
            JOIN (SELECT kind, id FROM claims GROUP BY kind, id HAVING min(payload) <> max(payload)) USING (kind, id)
            GROUP BY part, row
            """)
        try database.execute(
            """
            CREATE TABLE repeated\(suffix) AS SELECT part, row, event FROM (
                SELECT part, row, event,
                    row_number() OVER (PARTITION BY kind, id ORDER BY part, row, event) AS place
                FROM claims ANTI JOIN contradicted\(suffix) USING (part, row))
            WHERE place > 1
            """)
        try database.execute("DROP TABLE claims")
        contradictions = try Self.contradictions(database, suffix)
        repeatCount = try database.count("repeated\(suffix)")
        duplicateCount = try Self.duplicates(source, database, suffix)
    }

    /// Conditions on staged rows that keep out contradicted rows and events told before.
    func admits(part: Int, event: Int) -> [String] {
        var conditions: [String] = []
        if !contradictions.isEmpty {
            conditions.append("rowid NOT IN (SELECT row FROM contradicted\(suffix) WHERE part = \(part))")
        }
        if repeatCount > 0 {
            conditions.append(
                "rowid NOT IN (SELECT row FROM repeated\(suffix) WHERE part = \(part) AND event = \(event))")
        }
        return conditions
    }

    private static func contradictions(
        _ database: Database, _ suffix: String
    ) throws(DatasetError) -> [(part: Int, row: Int, kind: String)] {
        let found = try database.query(
            "SELECT CAST(part AS BIGINT), row, kind FROM contradicted\(suffix) ORDER BY part, row")
        let parts = found.columns[0].int64s ?? []
        let rows = found.columns[1].int64s ?? []
        let kinds = found.columns[2].strings ?? []
        return rows.indices.map {
            (part: Int(parts[$0] ?? 0), row: Int(rows[$0] ?? 0), kind: kinds[$0] ?? "")
        }
    }

    private static func duplicates(
        _ source: StagedSource, _ database: Database, _ suffix: String
    ) throws(DatasetError) -> Int {
        var count = 0
        for (place, part) in source.parts.enumerated() {
            let yields = part.events.map { "CAST(\($0.yields(ContractStatement.column)) AS INTEGER)" }
            let found = try database.query(
                """
                SELECT count(*) FROM \(part.rows.table) JOIN (
                    SELECT row AS place, count(*) AS repeats FROM repeated\(suffix) WHERE part = \(place) GROUP BY row)
                ON \(part.rows.table).rowid = place WHERE repeats = \(yields.joined(separator: " + "))
                """)
            count += Int(found.columns[0].int64s?.first.flatMap { $0 } ?? 0)
        }
        return count
    }
}
