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
    /// The lead that others are explained against; nil in a version that was made without one.
    public let reference: ReferenceLead?
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
        document = try version.decode(VersionFile.evaluation)
        audit = try version.decode(VersionFile.audit)
        lineage = try version.lineage()
        reference = try version.referenceLead(for: package.model)
    }

    /// Reads a version back from the registry.
    ///
    /// - Throws: `RegistryError` if a byte is not what the manifest says; `ScoringError` if it does not score as
    ///   recorded.
    public init(version: Int, of model: ModelDirectory) throws {
        try self.init(try model.load(version: version), isNew: false, model: model)
    }
}
