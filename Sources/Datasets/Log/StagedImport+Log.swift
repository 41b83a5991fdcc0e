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

    /// Writes the events as the files of a log into an empty folder.
    ///
    /// - Parameters:
    ///   - key: the installation's key, for pseudonyms.
    ///   - partitionRowCount: about how many events a partition has.
    /// - Returns: the digest of the log's manifest.
    /// - Throws: `DatasetError.file` where the folder cannot be written.
    /// - Complexity: O(events log events).
    func write(
        to folder: String, key: PseudonymKey, partitionRowCount: Int
    ) throws(DatasetError) -> Digest {
        let rowCount = manifest.sources.reduce(0) { $0 + $1.counts.events }
        let count = max(1, (rowCount + partitionRowCount - 1) / partitionRowCount)
        var partitioning = LogPartitioning([], by: key, count: count)
        let events = try StagedEvents(self) { keys in
            partitioning = LogPartitioning(keys, by: key, count: count)
            return partitioning.entities
        }
        let digest = try LogWriter(events: events, partitioning: partitioning, folder: folder).write()
        try events.drop()
        return digest
    }
}
