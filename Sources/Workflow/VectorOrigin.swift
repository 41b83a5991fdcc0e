import Models
public import Storage

/// Which embedder made the vectors of a `.npy` file: the document that lies beside it.
public struct VectorOrigin: StoredDocument, Equatable, Sendable {
    /// The format that this program reads and writes.
    public static let formatVersion = 1

    /// The format.
    public var formatVersion: Int = Self.formatVersion
    /// The digest of the embedder.
    public var embedder: Digest
    /// The name and number of the embedder's version; nil where it has none.
    public var version: String?
    /// SHA-256 of the file of vectors, so that no other file is taken for it.
    public var vectors: Digest

    /// Tells where vectors come from.
    public init(embedder: Digest, version: String?, vectors: [UInt8]) {
        self.embedder = embedder
        self.version = version
        self.vectors = Digest(of: vectors)
    }

    /// Where the document of a file of vectors lies.
    public static func path(of vectors: String) -> String { vectors + ".embedder.json" }

    /// The embedder of the vectors in a file; nil where nothing lies beside it.
    ///
    /// - Throws: `StorageError` where the document or the vectors cannot be read; `WorkflowError.unusable` where it is of other
    ///   vectors, or of another format.
    /// - Complexity: O(bytes of the vectors), where there is a document.
    static func embedder(of vectors: String) throws -> Digest? {
        let path = path(of: vectors)
        guard FileSystem.exists(path) else { return nil }
        let origin = try read(path)
        guard origin.vectors == (try Digest.file(vectors)) else {
            throw WorkflowError.unusable(
                what: "\(path) tells where other vectors come from than those of \(vectors)",
                remedy: "write the vectors again by leadline embed, or remove \(path)")
        }
        return origin.embedder
    }

    /// Refuses vectors of another embedder than those that something was learned from; where one of the two is not known
    /// nothing can be said.
    ///
    /// - Throws: `ModelError.otherEmbedder`.
    static func check(_ found: Digest?, against expected: Digest?) throws(ModelError) {
        guard let expected, let found, expected != found else { return }
        throw .otherEmbedder(expected: expected.description, found: found.description)
    }
}
