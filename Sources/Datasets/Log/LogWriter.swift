internal import Features
internal import FoundationEssentials
internal import Storage

/// Writes staged events as the files of a log.
///
/// The same events and key give the same bytes, whatever the order of rows and the number of threads: rows are in one
/// order, and row groups have one size.
struct LogWriter {
    let events: StagedEvents
    let partitioning: LogPartitioning
    /// The folder to fill, which exists and is empty.
    let folder: String

    private var database: Database { events.database }

    /// Writes all files, the manifest last.
    ///
    /// - Returns: the digest of the manifest.
    /// - Throws: `DatasetError`.
    /// - Complexity: O(partitions x events) for the selection, O(n log n) a partition.
    func write() throws(DatasetError) -> Digest {
        try makeIdentityFolder()
        var partitions: [LogManifest.Partition] = []
        for (number, range) in partitioning.ranges.enumerated() {
            partitions.append(try write(range, number: number))
        }
        let codes = (0..<partitioning.entities.count).map { Int64($0) }
        try database.create(
            "entities",
            from: ColumnTable(
                names: ["entity", "namespace", "pseudonym", "key"],
                columns: [
                    .integers(codes), .texts(partitioning.entities.map(\.namespace)),
                    .texts(partitioning.pseudonyms), .texts(partitioning.entities.map(\.id)),
                ]))
        let code = "CAST(entity AS UINTEGER) AS entity"
        let manifest = LogManifest(
            names: events.names, attributes: events.attributes, partitions: partitions,
            entities: try copy(
                "SELECT \(code), namespace, pseudonym FROM entities", to: "entities.parquet",
                rows: codes.count),
            identities: try copy(
                "SELECT \(code), key FROM entities",
                to: LogManifest.identityFolder + "/entities.parquet", rows: codes.count, permissions: 0o600))
        try database.execute("DROP TABLE entities")
        do throws(StorageError) {
            let bytes = try SealedJSON.encode(manifest)
            try AtomicFile.write(bytes, to: folder + "/" + LogManifest.fileName)
            return Digest(of: bytes)
        } catch { throw Self.unwritable(folder, "\(error)") }
    }

    private func write(_ range: Range<Int>, number: Int) throws(DatasetError) -> LogManifest.Partition {
        try database.execute(
            """
            CREATE TABLE sorted AS SELECT * FROM events
            WHERE entity >= \(range.lowerBound) AND entity < \(range.upperBound)
            ORDER BY entity, occurred, recorded
            """)
        try TieOrder(
            database: database, entities: partitioning.entities, attributes: events.attributes,
            names: events.names
        ).settle("sorted")
        let rows = try database.count("sorted")
        let personal = events.attributes.filter(\.isPersonal).map(\.column.sqlIdentifier) + ["event"]
        let digits = String(number)
        let name = String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ".parquet"
        let partition = LogManifest.Partition(
            events: try copy(
                "SELECT * EXCLUDE (\(personal.joined(separator: ", "))) FROM sorted", to: "events-" + name,
                rows: rows),
            identities: try copy(
                "SELECT \(personal.joined(separator: ", ")) FROM sorted",
                to: LogManifest.identityFolder + "/events-" + name, rows: rows,
                permissions: 0o600),
            firstEntity: range.lowerBound, entityCount: range.count)
        try database.execute("DROP TABLE sorted")
        return partition
    }

    private func copy(
        _ select: String, to name: String, rows: Int, permissions: UInt32 = 0o644
    ) throws(DatasetError) -> LogManifest.File {
        let path = folder + "/" + name
        do throws(DatasetError) {
            try database.copy(
                select, to: path, "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880",
                permissions: permissions)
            guard let size = FileSystem.size(of: path), let digest = try? Digest.file(path) else {
                throw DatasetError.database(what: "it vanished", remedy: "")
            }
            do throws(StorageError) { try FileSystem.synchronize(path) } catch {
                throw DatasetError.database(what: "\(error)", remedy: "")
            }
            return LogManifest.File(path: name, bytes: size, sha256: digest, rows: rows)
        } catch { throw Self.unwritable(path, error.what.firstLine) }
    }

    private func makeIdentityFolder() throws(DatasetError) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder + "/" + LogManifest.identityFolder, withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700])
        } catch { throw Self.unwritable(folder, "the folder of identities cannot be made") }
    }

    private static func unwritable(_ path: String, _ reason: String) -> DatasetError {
        .file(
            path: path, line: nil, keyPath: nil, what: "the event log cannot be written (\(reason))",
            remedy: "check the folder, its permissions and the space")
    }
}
