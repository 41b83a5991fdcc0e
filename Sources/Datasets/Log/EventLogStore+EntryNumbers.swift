internal import Features

extension EventLogStore {
    /// By row of `table()`, the number that the event's id ends with; -1 where there is none, or one too long to be a
    /// count.
    ///
    /// Sources that number their rows as they are entered tell by it in which order that was.
    /// - Throws: `DatasetError` for a file that cannot be read.
    /// - Complexity: O(events).
    public func entryNumbers() throws(DatasetError) -> [Int64] {
        let database = try Database(
            files: manifest.partitions.flatMap { [$0.events.path, $0.identities.path] }.map {
                folder + "/" + $0
            })
        let events = Self.relation(manifest.partitions.map { folder + "/" + $0.events.path })
        let identities = Self.relation(manifest.partitions.map { folder + "/" + $0.identities.path })
        let number = "TRY_CAST(regexp_extract(event, '(^|[^0-9])([0-9]{1,15})$', 2) AS BIGINT)"
        let codes = try database.readColumns("SELECT entity FROM \(events)")
        let numbers = try database.readColumns("SELECT COALESCE(\(number), -1) AS number FROM \(identities)")
        guard case .codes(let entity)? = codes.first, case .integers(let values)? = numbers.first else {
            throw .database(
                what: "stored events have columns of other types", remedy: "import again with --fresh")
        }
        return EntityBlocks(entity, of: entities).gather(values)
    }
}
