internal import Storage

/// What a stored log consists of: `manifest.json`, whose digest is the log's.
///
/// It tells nothing of the files that the rows came from, so that the same rows give the same log however they were
/// spread over files; `import.json` does.
struct LogManifest: Codable, Equatable, Sendable {
    /// The version of the format.
    var formatVersion = currentFormat
    /// Who may say what of what happened where.
    var names: LogNames
    /// The columns of attributes.
    var attributes: [LogAttribute]
    /// The files of events in the order of their entities.
    var partitions: [Partition]
    /// The pseudonyms of the entities by code.
    var entities: File
    /// The keys of the entities by code, which may be erased.
    var identities: File

    /// A file and what it must be.
    struct File: Codable, Equatable, Sendable {
        /// Its path in the log's folder.
        var path: String
        /// Its size.
        var bytes: Int
        /// Its SHA-256.
        var sha256: Digest
        /// Its rows.
        var rows: Int
    }

    /// The events of the entities whose pseudonyms fall into one part of the range.
    struct Partition: Codable, Equatable, Sendable {
        /// The file of events.
        var events: File
        /// The file of these events' personal attributes and of their sources' ids, row by row, which may be erased.
        var identities: File
        /// The first code of an entity in the range.
        var firstEntity: Int
        /// The number of codes in the range.
        var entityCount: Int
    }

    /// The format that this program writes and reads.
    static let currentFormat = 1
    /// The manifest's name in the log's folder.
    static let fileName = "manifest.json"
    /// The folder of what may be erased, readable by the owner only.
    static let identityFolder = "identities"

    /// Everything that the manifest names.
    var files: [File] { partitions.flatMap { [$0.events, $0.identities] } + [entities, identities] }

    /// The number of events.
    var rowCount: Int { partitions.reduce(0) { $0 + $1.events.rows } }
}
