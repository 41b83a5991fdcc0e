public import Features

extension EventLogStore {
    /// The events as columns, in the order of events, without their ids.
    ///
    /// - Parameter attributes: the names of the attributes to read; nil for all.
    /// - Throws: `DatasetError` for a file that cannot be read.
    /// - Complexity: O(events x attributes).
    public func table(attributes: Set<String>? = nil) throws(DatasetError) -> EventTable {
        let parts = manifest.partitions
        let database = try database(parts)
        let read = manifest.attributes.filter { attributes?.contains($0.name) ?? true }
        return try reader(database, read).read(
            from:
                "(SELECT \(Self.columns(read.filter { !$0.isPersonal })) FROM \(relation(parts.map(\.events.path))))",
            identities: relation(parts.map(\.identities.path)))
    }

    /// The events of some entities with all their attributes and their ids.
    ///
    /// - Throws: `DatasetError` for a file that cannot be read.
    /// - Complexity: O(entities of the log + events of the partitions that the asked ones are in).
    public func table(of keys: Set<EntityKey>) throws(DatasetError) -> EventTable {
        let codes = entities.indices.filter { keys.contains(entities[$0]) }
        let parts = manifest.partitions.filter { part in
            codes.contains { part.firstEntity <= $0 && $0 < part.firstEntity + part.entityCount }
        }
        if parts.isEmpty { return EventTable([]) }
        let database = try database(parts)
        try database.create(
            "asked", from: ColumnTable(names: ["code"], columns: [.integers(codes.map { Int64($0) })]))
        for (number, part) in parts.enumerated() {
            // Both files have the same rows in the same order.
            let select = """
                SELECT \(Self.columns(manifest.attributes)), event
                FROM (SELECT *, file_row_number AS place FROM \(relation([part.events.path], numbered: true)))
                JOIN (SELECT *, file_row_number AS place
                    FROM \(relation([part.identities.path], numbered: true))) USING (place)
                WHERE entity IN (SELECT code FROM asked) ORDER BY place
                """
            try database.execute(
                number == 0 ? "CREATE TABLE found AS \(select)" : "INSERT INTO found \(select)")
        }
        return try reader(database, manifest.attributes).read(
            from: "(SELECT * FROM found ORDER BY rowid)", hasIDs: true)
    }

    /// A database that may read some partitions, whose files are verified unless they were.
    func database(_ parts: [LogManifest.Partition]) throws(DatasetError) -> Database {
        let files = parts.flatMap { [$0.events, $0.identities] }
        try verify(files)
        let database = try Database(
            files: files.map { folder + "/" + $0.path }, remedy: DatasetError.importAgain)
        for type in manifest.names.types { try database.execute(type) }
        return database
    }

    private func reader(_ database: Database, _ attributes: [LogAttribute]) -> EventTableReader {
        EventTableReader(
            database: database, entities: entities, attributes: attributes, names: manifest.names)
    }

    private static func columns(_ attributes: [LogAttribute]) -> String {
        let words = ["kind", "channel", "source"].map { "CAST(\($0) AS \($0)_name) AS \($0)" }
        return (["entity", "occurred", "recorded"] + words + attributes.map(\.column.sqlIdentifier))
            .joined(separator: ", ")
    }

    /// The rows of files of the log, as `relation(_:numbered:)` of their paths.
    func relation(_ paths: [String], numbered: Bool = false) -> String {
        Self.relation(paths.map { folder + "/" + $0 }, numbered: numbered)
    }
}
