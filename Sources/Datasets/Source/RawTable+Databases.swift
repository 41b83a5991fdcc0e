internal import Storage

extension SourceFormat {
    /// What DuckDB needs to read it.
    var extensions: [DatabaseExtension] {
        switch type {
        case .sqlite: [.sqlite]
        case .postgres: [.postgres]
        case .lines, .csv, .jsonlines, .parquet: []
        }
    }
}

extension SourceFormat {
    /// A database that can read files of the format.
    ///
    /// - Throws: `DatasetError.setting` at the format's type if DuckDB lacks what it needs.
    func database(
        files: [String], timeZone: String, at keyPath: [String]
    ) throws(DatasetError) -> Database {
        do throws(DatasetError) {
            return try Database(files: files, extensions: extensions, timeZone: timeZone)
        } catch {
            if extensions.isEmpty { throw error }
            throw .setting(
                keyPath: keyPath + ["format", "type"], what: error.what.firstLine, remedy: error.remedy)
        }
    }
}

extension RawTable {
    /// Makes `input` of an SQLite table, every value as text.
    ///
    /// SQLite types values, not columns: as text, one that does not fit its contract is one bad row. A real number has
    /// the shortest of 15 and 17 digits that stands for it, a blob its hexadecimal digits.
    static func readSQLite(_ database: Database, _ path: String, _ table: String) throws(DatasetError) {
        try database.execute("ATTACH \(path.sqlLiteral) AS source (TYPE sqlite, READ_ONLY)")
        let described = try database.query(
            "SELECT column_name FROM (DESCRIBE SELECT * FROM source.\(table.sqlIdentifier))")
        let names = (described.columns[0].strings ?? []).compactMap { $0 }
        let values = names.map { name in
            let value = name.sqlIdentifier
            return """
                CASE typeof(\(value)) WHEN 'real' THEN CASE WHEN CAST(printf('%!.15g', \(value)) AS REAL) = \(value) \
                THEN printf('%!.15g', \(value)) ELSE printf('%!.17g', \(value)) END \
                WHEN 'blob' THEN hex(\(value)) ELSE CAST(\(value) AS TEXT) END AS \(value)
                """
        }
        let select = "SELECT \(values.joined(separator: ", ")) FROM \(table.sqlIdentifier)"
        try database.execute(
            "CREATE TABLE input AS SELECT * FROM sqlite_query('source', \(select.sqlLiteral))")
        try database.execute("DETACH source")
    }

    /// Makes `input` of a table of the PostgreSQL server that the database is connected to.
    ///
    /// - Throws: `DatasetError.setting` without the server's words: they name hosts, users and databases.
    static func readPostgres(
        _ database: Database, _ table: String, keyPath: [String]
    ) throws(DatasetError) {
        let parts = table.split(separator: ".", maxSplits: 1).map(String.init)
        let place = (parts.count == 2 ? parts : ["public", table]).map(\.sqlIdentifier).joined(separator: ".")
        do throws(DatasetError) {
            try database.execute("CREATE TABLE input AS SELECT * FROM postgres.\(place)")
        } catch {
            throw .setting(
                keyPath: keyPath + ["format", "table"],
                what: "the table \(table) of PostgreSQL cannot be read",
                remedy: "check its name, its schema (schema.table) and that the user may select from it")
        }
    }

    /// The digest of the rows of `input`, whatever their order.
    static func digest(_ database: Database) throws(DatasetError) -> Digest {
        let found = try database.query(
            """
            SELECT sha256(string_agg(own, '' ORDER BY own)) FROM (
                SELECT sha256(CAST(to_json(input) AS VARCHAR)) AS own FROM input)
            """)
        guard let text = found.columns[0].strings?.first ?? nil, let digest = Digest(text) else {
            throw .database(what: "the rows have no digest", remedy: "run scripts/bootstrap again")
        }
        return digest
    }
}

extension Database {
    /// The number of rows of a table.
    func count(_ table: String) throws(DatasetError) -> Int {
        let found = try query("SELECT count(*) FROM \(table.sqlIdentifier)")
        return Int(found.columns[0].int64s?.first.flatMap { $0 } ?? 0)
    }
}
