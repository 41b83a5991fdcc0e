internal import Features

/// Puts events that tie by entity and both times into the order of events, in a table that is sorted by those.
///
/// The database does not know the order (`Event.precedes`): it compares what happened as texts, then sources and ids.
struct TieOrder {
    let database: Database
    let entities: [EntityKey]
    let attributes: [LogAttribute]
    let names: LogNames

    /// Puts the ties of a table in order.
    ///
    /// - Parameter table: has the columns of `StagedEvents`; it is replaced if its order changes.
    /// - Throws: `DatasetError.database`.
    /// - Complexity: O(rows), and O(n x attributes + n log n) for the n that tie.
    func settle(_ table: String) throws(DatasetError) {
        let times = try database.readColumns("SELECT entity, occurred, recorded FROM \(table)")
        guard case .codes(let entity) = times[0], case .integers(let occurred) = times[1],
            case .integers(let recorded) = times[2]
        else { return }
        var tied: [Int64] = []
        for row in entity.indices.dropFirst()
        where entity[row] == entity[row - 1] && occurred[row] == occurred[row - 1]
            && recorded[row] == recorded[row - 1]
        {
            if tied.last != Int64(row - 1) { tied.append(Int64(row - 1)) }
            tied.append(Int64(row))
        }
        if tied.isEmpty { return }
        try database.create("tied", from: ColumnTable(names: ["place"], columns: [.integers(tied)]))
        let moves = try moves(of: tied, entity: tied.map { entity[Int($0)] }, in: table)
        try database.execute("DROP TABLE tied")
        if moves.from.isEmpty { return }
        try database.create(
            "moves",
            from: ColumnTable(
                names: ["source_row", "place"], columns: [.integers(moves.from), .integers(moves.to)]))
        try database.execute(
            """
            CREATE TABLE settled AS SELECT \(table).* FROM \(table)
            LEFT JOIN moves ON \(table).rowid = source_row ORDER BY coalesce(place, \(table).rowid)
            """)
        for old in ["moves", table] { try database.execute("DROP TABLE \(old)") }
        try database.execute("ALTER TABLE settled RENAME TO \(table)")
    }

    /// Which rows have to go to which places.
    private func moves(
        of tied: [Int64], entity: [Int32], in table: String
    ) throws(DatasetError) -> (from: [Int64], to: [Int64]) {
        let reader = EventTableReader(
            database: database, entities: entities, attributes: attributes, names: names)
        let events = try reader.read(
            from: "(SELECT \(table).* FROM \(table) JOIN tied ON \(table).rowid = place ORDER BY place)",
            hasIDs: true)
        // By row of `events`, the row of the table.
        let rows = EntityBlocks(entity, of: entities).gather(tied)
        var from: [Int64] = []
        var to: [Int64] = []
        for index in events.entities.indices {
            let own = events.rows(ofEntityAt: index)
            let order = Event.order(of: own.map(events.event(at:)))
            for (place, tie) in zip(own, order) where own.lowerBound + tie != place {
                from.append(rows[own.lowerBound + tie])
                to.append(rows[place])
            }
        }
        return (from, to)
    }
}
