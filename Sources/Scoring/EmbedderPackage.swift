public import Models
public import Storage

/// All that is needed to turn texts into vectors: a version's `embedder.json` and `weights.safetensors`.
public struct EmbedderPackage: Equatable, Sendable {
    /// What turns texts into vectors.
    public let embedder: Embedder
    /// SHA-256 of the raw SHA-256 of `embedder.json` and of `weights.safetensors`, one after the other.
    public let digest: Digest

    /// Packs an embedder.
    ///
    /// - Throws: `StorageError` if a text cannot be written as JSON.
    /// - Complexity: O(numbers).
    public init(_ embedder: Embedder) throws(StorageError) {
        self.embedder = embedder
        digest = Self.digest(of: try Self.files(of: embedder))
    }

    /// The vector of a text with the digest of the embedder; nil where nothing of the text is known.
    public func vector(of text: String) -> TextVector? {
        embedder.vector(of: text).map { TextVector(embedder: digest.description, values: $0) }
    }

    /// Reads a package from verified bytes.
    ///
    /// - Parameter files: bytes by file name; other files of the version are ignored.
    /// - Throws: `ScoringError` naming the file; hostile bytes never crash or yield an embedder that could.
    public init(files: [String: [UInt8]]) throws(ScoringError) {
        embedder = try Self.read(files)
        digest = Self.digest(of: files)
    }

    static func digest(of files: [String: [UInt8]]) -> Digest {
        Digest(of: [modelFile, weightsFile].flatMap { Digest(of: files[$0] ?? []).bytes })
    }
}
