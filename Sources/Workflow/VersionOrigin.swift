public import Registry
public import Storage

/// Where a version comes from, who judged it, and when it was live.
public struct VersionOrigin: Codable, Equatable, Sendable {
    /// A gate's result that is kept of the version.
    public struct Judgement: Codable, Equatable, Sendable {
        /// The digest under which it is kept.
        public var result: Digest
        /// The alias that the version was judged for.
        public var alias: String
        /// Whether it may take it.
        public var accepted: Bool
    }

    /// The model's name.
    public var model: String
    /// The version's number.
    public var version: Int
    /// The version's digest.
    public var digest: Digest
    /// The digest of what decided its content.
    public var recipeDigest: Digest
    /// The program that trained it; nil where the version has no lineage.
    public var program: String?
    /// Its data files, as they were when it was trained.
    public var sources: [Lineage.SourceLineage]
    /// Its slices.
    public var slices: [Lineage.SliceLineage]
    /// The digests of the versions that it needs.
    public var requires: [Digest]
    /// What gates said of it.
    public var judgements: [Judgement]
    /// When which alias named it.
    public var terms: [AliasTerm]

    /// Reads what is known of a version.
    ///
    /// - Throws: `RegistryError` where it does not verify, or the model's journal or gate results do not; `StorageError`
    ///   where its lineage cannot be read.
    public init(version: Int, of model: ModelDirectory) throws {
        try self.init(version: version, of: model, terms: model.terms())
    }

    private init(version: Int, of model: ModelDirectory, terms: [AliasTerm]) throws {
        let verified = try model.load(version: version)
        self.model = model.name
        self.version = version
        digest = verified.digest
        recipeDigest = verified.manifest.recipeDigest
        requires = verified.manifest.requires
        // Another kind than a scorer need not have one.
        let lineage = verified.files[VersionFile.lineage] == nil ? nil : try verified.lineage()
        program = lineage?.program
        sources = lineage?.sources ?? []
        slices = lineage?.slices ?? []
        judgements = try model.statements(ofVersion: verified.digest).map {
            Judgement(result: $0.result, alias: $0.statement.alias, accepted: $0.statement.isAccepted)
        }
        self.terms = terms.filter { $0.versionDigest == verified.digest }
    }

    /// The origins of all versions of a registry that were made from a file, by model and number.
    ///
    /// - Parameters:
    ///   - file: the file's SHA-256, the source's name in a pipeline, or the file's path, whose last part counts.
    ///   - digest: the SHA-256 of the file as it is now; nil where it is not to be had.
    /// - Throws: as `init`.
    /// - Complexity: O(bytes of the registry).
    public static func versions(
        madeFrom file: String, now digest: Digest?, in registry: Registry
    ) throws -> [VersionOrigin] {
        let name = FileSystem.name(of: file)
        let written = file.lowercased()
        var origins: [VersionOrigin] = []
        for modelName in try registry.modelNames() {
            let model = try registry.model(modelName)
            let terms = try model.terms()
            for version in try model.versions() {
                var origin = try VersionOrigin(version: version, of: model, terms: terms)
                origin.sources = origin.sources.filter {
                    $0.sha256 == digest || $0.sha256.description == written || $0.name == file
                        || FileSystem.name(of: $0.file) == name
                }
                if !origin.sources.isEmpty { origins.append(origin) }
            }
        }
        return origins
    }
}
