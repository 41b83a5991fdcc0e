import Storage

/// A document that a verb wrote and another call reads: one JSON object with the format it has.
public protocol StoredDocument: Codable {
    /// The format that this program reads and writes.
    static var formatVersion: Int { get }
    /// The document's format.
    var formatVersion: Int { get }
}

extension StoredDocument {
    /// Reads a document.
    ///
    /// - Throws: `StorageError` where the file is missing or malformed; `WorkflowError` for another format.
    public static func read(_ path: String) throws -> Self {
        try read(
            try CanonicalJSON.parse(try FileSystem.read(path, limit: 1 << 30), file: path), file: path)
    }

    /// Reads a document from JSON; `file` is what errors call it.
    ///
    /// - Throws: as `read(_:)`.
    static func read(_ tree: JSONValue, file: String) throws -> Self {
        // Before what another format may lack.
        let format = try CanonicalJSON.decode(StoredFormat.self, from: tree, file: file).formatVersion
        guard format == formatVersion else {
            throw WorkflowError.unusable(
                what: "\(file) has the format \(format), and \(formatVersion) is known",
                remedy: format < formatVersion
                    ? "make it anew with this program" : "take the program that wrote it, or a newer one")
        }
        return try CanonicalJSON.decode(Self.self, from: tree, file: file)
    }
}

/// What every document begins with.
private struct StoredFormat: Codable {
    var formatVersion: Int
}
