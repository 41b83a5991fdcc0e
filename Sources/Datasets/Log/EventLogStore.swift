internal import Features
public import Storage

/// A stored event log, verified and ready to be read as columns, whole or by partition.
///
/// `docs/formats/log.md` has the format.
public struct EventLogStore: Sendable {
    /// The folder of the log.
    public let folder: String
    /// The digest of the log's manifest, which names every byte of it.
    public let digest: Digest
    let manifest: LogManifest
    /// By code, the entity.
    let entities: [EntityKey]
    /// Whether the partitions' files were verified; else they are when they are read.
    let isVerified: Bool

    /// The number of events.
    public var rowCount: Int { manifest.rowCount }

    /// The number of partitions; an entity's events are in one.
    public var partitionCount: Int { manifest.partitions.count }

    /// Opens a log and verifies every file.
    ///
    /// - Parameter verifiesPartitions: false leaves each partition's files to be verified when they are read.
    /// - Throws: `DatasetError.file` for a log that is not there, is not as it was written, is of a newer format, or
    ///   whose identities were erased.
    /// - Complexity: O(bytes).
    public init(_ folder: String, verifiesPartitions: Bool = true) throws(DatasetError) {
        let path = folder + "/" + LogManifest.fileName
        self.folder = folder
        do throws(StorageError) {
            let bytes = try FileSystem.read(path)
            let format = try CanonicalJSON.decode(Format.self, from: bytes, file: path)
            guard format.formatVersion == LogManifest.currentFormat else {
                throw .unexpectedContent(
                    file: path, keyPath: "formatVersion",
                    problem:
                        "it is \(format.formatVersion), and this program reads \(LogManifest.currentFormat)")
            }
            manifest = try SealedJSON.decode(LogManifest.self, from: bytes, file: path)
            digest = Digest(of: bytes)
        } catch { throw Self.damaged(path, "\(error)") }
        isVerified = verifiesPartitions
        let files = verifiesPartitions ? manifest.files : [manifest.entities, manifest.identities]
        for file in files { try Self.verify(file, in: folder) }
        entities = try Self.entities(manifest, in: folder)
    }

    private struct Format: Codable { var formatVersion: Int }

    /// Verifies files, unless all were when the log was opened.
    func verify(_ files: [LogManifest.File]) throws(DatasetError) {
        for file in files where !isVerified { try Self.verify(file, in: folder) }
    }

    private static func verify(_ file: LogManifest.File, in folder: String) throws(DatasetError) {
        let path = folder + "/" + file.path
        if file.path.hasPrefix(LogManifest.identityFolder), !FileSystem.exists(path) {
            throw .file(
                path: path, line: nil, keyPath: nil, what: "the identities of the event log were erased",
                remedy: "import the sources again: --fresh")
        }
        let digest: Digest
        do throws(StorageError) { digest = try Digest.file(path) } catch {
            throw damaged(path, "\(error)")
        }
        if digest != file.sha256 { throw damaged(path, "its content is not what was written") }
    }

    private static func damaged(_ path: String, _ problem: String) -> DatasetError {
        .file(
            path: path, line: nil, keyPath: nil, what: "the event log is damaged: \(problem)",
            remedy: "import the sources again: --fresh")
    }

    private static func entities(
        _ manifest: LogManifest, in folder: String
    ) throws(DatasetError) -> [EntityKey] {
        let paths = [manifest.entities, manifest.identities].map { folder + "/" + $0.path }
        let database = try Database(files: paths, remedy: DatasetError.importAgain)
        let namespaces = try database.query("SELECT namespace FROM \(relation([paths[0]])) ORDER BY entity")
        let keys = try database.query("SELECT key FROM \(relation([paths[1]])) ORDER BY entity")
        return zip(namespaces.columns[0].strings ?? [], keys.columns[0].strings ?? []).map {
            EntityKey(namespace: $0 ?? "", id: $1 ?? "")
        }
    }

    /// The rows of Parquet files, one after another, with the column `file_row_number` on request.
    static func relation(_ paths: [String], numbered: Bool = false) -> String {
        let list = paths.map(\.sqlPathLiteral).joined(separator: ", ")
        return
            "read_parquet([\(list)], hive_partitioning = false, file_row_number = \(numbered))"
    }
}
