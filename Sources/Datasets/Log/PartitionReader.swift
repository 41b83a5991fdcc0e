internal import Features

/// Reads one partition of a log as tables of some whole entities each: it is never whole in memory.
struct PartitionReader {
    private let stream: DenseStream
    private let tables: EventTableReader
    private let readsChannels: Bool
    /// The rows of the stream's present vectors that are in no table yet.
    private var rest = 0..<0
    /// The entity's code in the row before `rest`; nil before the first.
    private var lastEntity: UInt32?

    /// About how many events a table has: few enough for a processor's cache.
    static let defaultRowCount = 32_768
    /// DuckDB's rows a vector.
    private static let vectorRowCount = 2048

    /// Opens a partition, and verifies its files unless the store did.
    ///
    /// - Parameters:
    ///   - attributes: the names of those to read.
    ///   - readsChannels: whether to read the channels; events say none otherwise.
    /// - Throws: `DatasetError` for a file that cannot be read, or is not as it was written.
    init(
        _ store: EventLogStore, partition number: Int, attributes: Set<String>, readsChannels: Bool
    ) throws(DatasetError) {
        let part = store.manifest.partitions[number]
        let read = store.manifest.attributes.filter { attributes.contains($0.name) }
        let files = [part.events] + (read.contains(where: \.isPersonal) ? [part.identities] : [])
        try store.verify(files)
        let paths = files.map { store.folder + "/" + $0.path }
        // Both files have the same rows in the same order.
        let relation = paths.map { EventLogStore.relation([$0]) }.joined(separator: " POSITIONAL JOIN ")
        let columns =
            ["entity", "occurred", "recorded", "kind"] + (readsChannels ? ["channel"] : [])
            + read.map(\.column.sqlIdentifier)
        // One thread: the caller reads as many partitions at a time as it has threads.
        let database = try Database(files: paths, threads: 1, remedy: DatasetError.importAgain)
        stream = try DenseStream(database, "SELECT \(columns.joined(separator: ", ")) FROM \(relation)")
        tables = EventTableReader(
            database: database, entities: store.entities, attributes: read, names: store.manifest.names)
        self.readsChannels = readsChannels
    }

    /// The next whole entities' events; nil where there are no more.
    ///
    /// - Parameter rowCount: about how many events; an entity with more has them all.
    /// - Complexity: O(events x attributes).
    mutating func next(_ rowCount: Int) throws(DatasetError) -> EventTable? {
        var builders = stream.builders
        // The vectors that complete the last entity come on top.
        for index in builders.indices { builders[index].reserve(rowCount + 2 * Self.vectorRowCount) }
        var count = 0
        while true {
            if rest.isEmpty {
                guard try stream.advance() else { break }
                rest = 0..<stream.rowCount
            }
            // A table ends before an entity, which may begin with a vector; but no table is empty.
            if count + rest.count >= rowCount,
                let cut = stream.lastChange(ofColumn: 0, in: rest, after: count == 0 ? nil : lastEntity)
            {
                stream.append(rest.lowerBound..<cut, to: &builders)
                count += cut - rest.lowerBound
                rest = cut..<rest.upperBound
                break
            }
            stream.append(rest, to: &builders)
            count += rest.count
            lastEntity = stream.code(ofColumn: 0, at: rest.upperBound - 1)
            rest = 0..<0
        }
        return count == 0 ? nil : try table(builders.map { $0.column() }, count: count)
    }

    private func table(_ read: [DenseColumn], count: Int) throws(DatasetError) -> EventTable {
        let names = tables.names
        let none = [UInt16](repeating: 0, count: count)
        var channels: (codes: [UInt16], words: [String]) = (none, [""])
        if readsChannels { channels = (try Self.codes(read[4], of: names.channels), names.channels) }
        return try tables.table(
            entity: read[0], occurred: read[1], recorded: read[2],
            kind: try Self.codes(read[3], of: names.kinds), channel: channels.codes, channels: channels.words,
            source: none, attributes: Array(read.dropFirst(readsChannels ? 5 : 4)))
    }

    /// The words of a column as indices into the log's list of them.
    private static func codes(_ column: DenseColumn, of words: [String]) throws(DatasetError) -> [UInt16] {
        guard case .texts(let codes, let dictionary) = column, !codes.contains(-1) else {
            throw EventTableReader.otherTypes
        }
        var places: [UInt16] = []
        for word in dictionary {
            guard let place = words.firstIndex(of: word) else { throw EventTableReader.otherTypes }
            places.append(UInt16(place))
        }
        return codes.map { places[Int($0)] }
    }
}
