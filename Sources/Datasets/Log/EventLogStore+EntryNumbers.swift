internal import Features

extension EventLogStore {
    /// By row of `table()`, the number that the event's id ends with; -1 where there is none, or one too long to be a
    /// count.
    ///
    /// Sources that number their rows as they are entered tell by it in which order that was.
    /// - Throws: `DatasetError` for a file that cannot be read.
    /// - Complexity: O(events).
    public func entryNumbers() throws(DatasetError) -> [Int64] {
        let database = try database(manifest.partitions)
        let events = relation(manifest.partitions.map(\.events.path))
        let identities = relation(manifest.partitions.map(\.identities.path))
        let number = "TRY_CAST(regexp_extract(event, '(^|[^0-9])([0-9]{1,15})$', 2) AS BIGINT)"
        let codes = try database.readColumns("SELECT entity FROM \(events)")
        let numbers = try database.readColumns("SELECT COALESCE(\(number), -1) AS number FROM \(identities)")
        guard case .codes(let entity)? = codes.first, case .integers(let values)? = numbers.first else {
            throw EventTableReader.otherTypes
        }
        return EntityBlocks(entity, of: entities).gather(values)
    }
}
