public import Features
import Registry
import Scoring
public import Storage

/// The features of a pipeline file, of a version in the registry or of a backfill, with the version of their definitions.
public struct DefinedFeatures: Sendable {
    /// What they were asked for by.
    public let reference: String
    /// The version of the definitions, from 1.
    public let version: Int
    /// The definitions.
    public let features: FeatureSet
    /// The pipeline they were read from, if they were.
    public let pipeline: Pipeline?

    /// Looks definitions up.
    ///
    /// - Parameter reference: `models:/name/3` or `models:/name@alias`, else the folder of a backfilled version, else the
    ///   path of a pipeline file.
    /// - Throws: `WorkflowError.unusable` where there are no features of events; the errors of reading.
    public init(_ reference: String, workspace: Workspace) throws {
        self.reference = reference
        if reference.hasPrefix("models:/") {
            let version = try workspace.registry.load(ModelReference(reference))
            let package = try ScorerPackage(files: version.files)
            self.version = package.featuresVersion ?? 1
            features = try Self.present(package.features, reference)
            pipeline = nil
        } else if FileSystem.isDirectory(reference) {
            let manifest = try BackfillManifest.read(in: reference)
            version = manifest.featuresVersion
            features = manifest.features
            pipeline = nil
        } else {
            let file = try Pipeline(file: reference).embedded(in: workspace.registry)
            version = file.settings.featuresVersion ?? 1
            features = try Self.present(file.settings.features, reference)
            pipeline = file
        }
    }

    /// The SHA-256 of the definitions in canonical JSON.
    public var digest: Digest {
        get throws { try Self.digest(of: features) }
    }

    static func digest(of features: FeatureSet) throws(StorageError) -> Digest {
        Digest(of: try CanonicalJSON.encode(features))
    }

    private static func present(_ features: FeatureSet?, _ reference: String) throws -> FeatureSet {
        if let features { return features }
        throw WorkflowError.unusable(
            what: "\(reference) takes rows of a table and defines no features of events",
            remedy: "name a pipeline with `features`, or a version that was trained from one")
    }
}
