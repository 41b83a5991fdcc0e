internal import Features
internal import Storage

extension StagedImport {
    /// The log, in memory, with the events' ids.
    ///
    /// - Complexity: O(events log events).
    func log() throws(DatasetError) -> EventLog {
        let events = try StagedEvents(self)
        let reader = EventTableReader(
            database: database, entities: events.entities, attributes: events.attributes, names: events.names)
        var table = try reader.read(
            from: "(SELECT * FROM events ORDER BY entity, occurred, recorded)", hasIDs: true)
        try events.drop()
        table.sortTies()
        return EventLog(table)
    }
}
