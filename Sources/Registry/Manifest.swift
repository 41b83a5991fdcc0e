public import Storage

/// What a version holds; its file's SHA-256 is the version's digest.
///
/// It holds no wall-clock time and no path, so the same content under the same number is the same bytes.
public struct Manifest: Codable, Hashable, Sendable {
    /// The format this reader and writer speak.
    public static let currentFormat = 1

    /// The manifest's file in a version's directory.
    public static let fileName = "manifest.json"

    /// A file of the version.
    public struct File: Codable, Hashable, Sendable {
        /// One path component.
        public var name: String
        /// Of the content.
        public var sha256: Digest
        /// In bytes.
        public var size: Int
    }

    /// The format of the version's directory, from 1.
    public var formatVersion: Int
    /// The model's name.
    public var name: String
    /// The version's number, from 1.
    public var version: Int
    /// What the version is for.
    public var kind: PackageKind
    /// Digests of the versions this one needs, for example an embedder's; sorted.
    public var requires: [Digest]
    /// What the bits of training depend on besides the recipe: CPU kind, library versions.
    public var numericProfile: [String: String]
    /// The lowest format version a reader must speak.
    public var minReader: Int
    /// What the version was made from and how; two versions of one recipe are the same model.
    public var recipeDigest: Digest
    /// The digest of the scorer that was measured; nil where nothing is.
    public var evaluatedDigest: Digest?
    /// The digest of the scorer that the version serves: another one if it was refitted after the evaluation.
    public var servedDigest: Digest?
    /// Every other file of the directory, sorted by name.
    public var files: [File]

    /// The manifest of other files under the same name and number.
    ///
    /// - Parameters:
    ///   - files: contents by name, without a manifest.
    ///   - recipeDigest: what decided them.
    ///   - numericProfile: where they were made.
    ///   - evaluatedDigest: of the scorer that was measured; as here, nil where versions did not keep it yet.
    ///   - servedDigest: of the scorer that is served; likewise.
    public func remade(
        of files: [String: [UInt8]], recipeDigest: Digest, numericProfile: [String: String],
        evaluatedDigest: Digest, servedDigest: Digest
    ) -> Manifest {
        Manifest(
            name: name, version: version, kind: kind, requires: requires, numericProfile: numericProfile,
            recipeDigest: recipeDigest, evaluatedDigest: self.evaluatedDigest.map { _ in evaluatedDigest },
            servedDigest: self.servedDigest.map { _ in servedDigest }, files: files)
    }

    /// The digest of the version that has this manifest.
    public var digest: Digest {
        get throws(StorageError) { Digest(of: try SealedJSON.encode(self)) }
    }

    init(
        name: String, version: Int, kind: PackageKind, requires: [Digest], numericProfile: [String: String],
        recipeDigest: Digest, evaluatedDigest: Digest? = nil, servedDigest: Digest? = nil,
        files: [String: [UInt8]]
    ) {
        formatVersion = Manifest.currentFormat
        self.name = name
        self.version = version
        self.kind = kind
        self.requires = requires.sorted { $0.description < $1.description }
        self.numericProfile = numericProfile
        minReader = Manifest.currentFormat
        self.recipeDigest = recipeDigest
        self.evaluatedDigest = evaluatedDigest
        self.servedDigest = servedDigest
        self.files = files.map { File(name: $0.key, sha256: Digest(of: $0.value), size: $0.value.count) }
            .sorted { $0.name < $1.name }
    }
}
