public import Registry
public import Scoring
import Storage

/// An embedder of behaviour that was published.
public struct StoredBehaviour: Sendable {
    /// The vectors with their digest.
    public let package: BehaviourPackage
    /// What it was learned from.
    public let learning: BehaviourLearning
    /// The name and number of the version.
    public let version: String

    /// Reads the version that `models:/NAME/3`, `models:/NAME@latest`, `NAME@3` or `NAME@latest` names, whose every byte is verified.
    ///
    /// - Throws: `RegistryError`, `ScoringError`, `StorageError`, and `WorkflowError.unusable` for a version that embeds no behaviour.
    public init(named text: String, in registry: Registry) throws {
        let verified = try registry.load(ModelReference(short: text))
        let manifest = verified.manifest
        guard manifest.kind == .embedder, let learning = try verified.behaviourLearning() else {
            throw WorkflowError.unusable(
                what: "\(text) is of kind \(manifest.kind.rawValue) and embeds no behaviour",
                remedy: "name a version that leadline behaviour --publish made")
        }
        package = try BehaviourPackage(files: verified.files)
        if let served = manifest.servedDigest, served != package.digest {
            throw ScoringError.malformed(
                file: Manifest.fileName, problem: "`servedDigest` is another embedder's")
        }
        self.learning = learning
        version = "\(manifest.name) version \(manifest.version)"
    }
}
