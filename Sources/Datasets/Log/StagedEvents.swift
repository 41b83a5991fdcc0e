internal import Features

/// The events of an import as the table `events` of its database, with entities as whole numbers.
///
/// Its columns are `entity`, `occurred`, `recorded`, `kind`, `channel`, `source`, `event` (the source's own id, or
/// NULL) and one a name and type of attribute. Its rows are in no order.
struct StagedEvents {
    let database: Database
    /// By code, the entity.
    let entities: [EntityKey]
    /// The attributes by name, then type.
    let attributes: [LogAttribute]
    /// The words for kinds, channels and sources.
    let names: LogNames

    /// Makes the table.
    ///
    /// - Parameter codes: puts entities, which come ascending, into the order of their codes.
    /// - Throws: `DatasetError.database`.
    /// - Complexity: O(events) and O(entities log entities).
    init(
        _ staged: StagedImport, codes: ([EntityKey]) -> [EntityKey] = { $0 }
    ) throws(DatasetError) {
        database = staged.database
        attributes = LogAttribute.all(staged.sources)
        names = LogNames(staged.sources)
        entities = try Self.encode(staged, codes)
        for type in names.types { try database.execute(type) }
        let types: [AttributeType: String] = [
            .flag: "BOOLEAN", .link: "UINTEGER", .number: "DOUBLE", .text: "VARCHAR",
        ]
        let columns = attributes.map { "\($0.column.sqlIdentifier) \(types[$0.type] ?? "")" }
        try database.execute(
            """
            CREATE TABLE events (entity UINTEGER, occurred BIGINT, recorded BIGINT, kind kind_name,
                channel channel_name, source source_name, event VARCHAR\(columns.map { ", " + $0 }.joined()))
            """)
        for source in staged.sources {
            for (place, part) in source.parts.enumerated() {
                for event in part.events {
                    try database.execute(
                        "INSERT INTO events \(select(event, of: source, part: place))")
                }
                // All that is left to say of the rows has been counted: their memory is needed.
                for table in part.rows.tables { try database.execute("DROP TABLE \(table)") }
            }
        }
    }

    /// Drops the tables that are not needed once the events are read or published.
    func drop() throws(DatasetError) {
        for table in ["events", "codes"] { try database.execute("DROP TABLE \(table)") }
        for type in ["kind_name", "channel_name", "source_name"] { try database.execute("DROP TYPE \(type)") }
    }

    /// The SELECT of one definition's events.
    private func select(_ event: EventStatement, of source: StagedSource, part: Int) -> String {
        var values: [String: String] = [:]
        var joins = ""
        for (number, attribute) in event.attributes.enumerated() {
            var value = ContractStatement.column(attribute.column)
            if let namespace = attribute.namespace {
                let table = "link\(number)"
                joins +=
                    " LEFT JOIN codes \(table) ON \(table).namespace = \(namespace.sqlLiteral) AND \(table).id = \(value)"
                value = "\(table).code"
            }
            values["\(attribute.type.rawValue).\(attribute.name)"] = value
        }
        let definition = event.definition
        let own = [
            "subject.code", event.occurred, event.recorded, definition.kind.sqlLiteral,
            (definition.channel ?? "").sqlLiteral, source.name.sqlLiteral, event.ownID ?? "NULL",
        ]
        return """
            SELECT \((own + attributes.map { values[$0.column] ?? "NULL" }).joined(separator: ", "))
            FROM (SELECT * \(source.yielding(event, ofPart: part))) JOIN codes subject
            ON subject.namespace = \(event.namespace.sqlLiteral)
                AND subject.id = \(ContractStatement.column(event.subject))\(joins)
            """
    }

    /// Makes the table `codes` of all keys, and gives the entities in the order of their codes.
    ///
    /// Keys that are canonically equal, such as one with a composed and one with a decomposed umlaut, are one entity.
    private static func encode(
        _ staged: StagedImport, _ codes: ([EntityKey]) -> [EntityKey]
    ) throws(DatasetError) -> [EntityKey] {
        var keys: [String] = []
        for source in staged.sources {
            for (place, part) in source.parts.enumerated() {
                for event in part.events {
                    let rows = source.yielding(event, ofPart: place)
                    let links = event.attributes.compactMap { item in
                        item.namespace.map { (namespace: $0, column: item.column) }
                    }
                    for (namespace, column) in [(event.namespace, event.subject)] + links {
                        let id = ContractStatement.column(column)
                        keys.append(
                            "SELECT DISTINCT \(namespace.sqlLiteral) AS namespace, \(id) AS id \(rows) AND \(id) IS NOT NULL"
                        )
                    }
                }
            }
        }
        let found =
            keys.isEmpty
            ? ColumnTable(names: ["namespace", "id"], columns: [.texts([]), .texts([])])
            : try staged.database.query(
                """
                SELECT DISTINCT namespace, id FROM (\(keys.joined(separator: " UNION ALL ")))
                ORDER BY namespace, id
                """)
        let namespaces = (found.columns[0].strings ?? []).map { $0 ?? "" }
        let ids = (found.columns[1].strings ?? []).map { $0 ?? "" }
        let written = zip(namespaces, ids).map { EntityKey(namespace: $0, id: $1) }
        // Of canonically equal spellings the first in the order of bytes stands, whatever the order of rows.
        var seen: Set<EntityKey> = []
        let entities = codes(written.filter { seen.insert($0).inserted }.sorted())
        var codeOfKey: [EntityKey: Int64] = [:]
        for (code, key) in entities.enumerated() { codeOfKey[key] = Int64(code) }
        try staged.database.create(
            "written_codes",
            from: ColumnTable(
                names: ["namespace", "id", "code"],
                columns: [.texts(namespaces), .texts(ids), .integers(written.map { codeOfKey[$0] })]))
        try staged.database.execute(
            "CREATE TABLE codes AS SELECT namespace, id, CAST(code AS UINTEGER) AS code FROM written_codes")
        try staged.database.execute("DROP TABLE written_codes")
        return entities
    }
}
