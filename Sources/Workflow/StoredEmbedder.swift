import Datasets
import Learning
import Models
public import Registry
public import Scoring
import Storage

/// An embedder that an earlier call wrote to a file or published.
public struct StoredEmbedder: Sendable {
    /// The embedder with its digest.
    public let package: EmbedderPackage
    /// The column that it was learned from.
    public let column: String
    /// The name and number of the version; nil for a file.
    public let version: String?

    /// Reads the version that `models:/NAME/3`, `models:/NAME@latest`, `NAME@3` or `NAME@latest` names, or else a file.
    ///
    /// - Throws: as the other two.
    public init(named text: String, in registry: Registry) throws {
        let isVersion =
            text.hasPrefix("models:/")
            || (text.contains("@") && !text.contains("/") && !FileSystem.exists(text))
        if isVersion {
            try self.init(ModelReference(short: text), in: registry)
        } else {
            try self.init(file: text)
        }
    }

    /// Reads what `leadline embed -o` wrote.
    ///
    /// - Throws: `StorageError` where the file is missing or malformed; `WorkflowError` for another format.
    public init(file: String) throws {
        let tree = try CanonicalJSON.parse(try FileSystem.read(file, limit: 1 << 30), file: file)
        if case .object(let members) = tree, case .object(let model)? = members["model"],
            model["directions"] != nil
        {
            let document = try TextDocument<TextEmbedding>.read(tree, file: file)
            (package, column) = (try EmbedderPackage(.projection(document.model)), document.column)
        } else if case .object(let members) = tree,
            case .object(let configuration)? = members["configuration"],
            configuration["file"] != nil
        {
            let document = try WordFileDocument.read(tree, file: file)
            (package, column) = (try EmbedderPackage(.words(document.model)), document.column)
        } else {
            let document = try TextDocument<WordVectorizing>.read(tree, file: file)
            (package, column) = (try EmbedderPackage(.words(document.model)), document.column)
        }
        version = nil
    }

    /// Reads a version, whose every byte is verified.
    ///
    /// - Throws: `RegistryError`, `ScoringError`, `StorageError`, and `WorkflowError.unusable` for a version of another kind.
    public init(_ reference: ModelReference, in registry: Registry) throws {
        let verified = try registry.load(reference)
        let manifest = verified.manifest
        guard manifest.kind == .embedder else {
            throw WorkflowError.unusable(
                what: "\(reference) is of kind \(manifest.kind.rawValue), not embedder",
                remedy: "name a version that leadline embed --publish made")
        }
        if BehaviourPackage.isIn(verified.files) {
            throw WorkflowError.unusable(
                what: "\(reference) embeds behaviour, not texts",
                remedy: "name it to leadline behaviour PIPELINE --model, or name an embedder of texts")
        }
        package = try EmbedderPackage(files: verified.files)
        if let served = manifest.servedDigest, served != package.digest {
            throw ScoringError.malformed(
                file: Manifest.fileName, problem: "`servedDigest` is another embedder's")
        }
        column = try verified.embedderLearning().column
        version = "\(manifest.name) version \(manifest.version)"
    }

    /// The vectors of other texts.
    ///
    /// - Parameter column: nil takes the one that was learned from.
    /// - Throws: `DatasetError`.
    public func embed(_ path: String, column: String? = nil, concurrency: Int? = nil) throws -> EmbeddedTexts
    {
        EmbeddedTexts(
            try MessageTable(path, text: column ?? self.column, mayBeEmpty: true).texts, by: package.embedder,
            concurrency: concurrency)
    }
}
