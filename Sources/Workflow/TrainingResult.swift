public import Datasets
public import Registry
public import Scoring
import Storage

/// A version that a training made or found, read back from its verified bytes.
public struct TrainingResult: Sendable {
    /// The version as the registry holds it.
    public let version: VerifiedVersion
    /// Whether it was made now.
    public let isNew: Bool
    /// The scorer.
    public let package: ScorerPackage
    /// What it reached.
    public let document: EvaluationDocument
    /// What the audit said.
    public let audit: AuditReport
    /// What it was made from.
    public let lineage: Lineage
    /// How often anybody has looked at the model's locked slice.
    public let looks: Int
    /// The version's folder.
    public let folder: String

    init(
        _ version: VerifiedVersion, isNew: Bool, model: ModelDirectory
    ) throws {
        self.version = version
        self.isNew = isNew
        folder = model.path(ofVersion: version.version)
        looks = try model.looks().count
        package = try ScorerPackage(files: version.files)
        try package.replayGolden()
        document = try Self.decode(VersionFile.evaluation, version, folder)
        audit = try Self.decode(VersionFile.audit, version, folder)
        lineage = try Self.decode(VersionFile.lineage, version, folder)
    }

    /// Reads a version back from the registry.
    ///
    /// - Throws: `RegistryError` if a byte is not what the manifest says; `ScoringError` if it does not score as
    ///   recorded.
    public init(version: Int, of model: ModelDirectory) throws {
        try self.init(try model.load(version: version), isNew: false, model: model)
    }

    private static func decode<T: Decodable>(
        _ file: String, _ version: VerifiedVersion, _ folder: String
    ) throws(StorageError) -> T {
        guard let bytes = version.files[file] else { throw .missing(path: folder + "/" + file) }
        return try CanonicalJSON.decode(T.self, from: bytes, file: file)
    }
}
