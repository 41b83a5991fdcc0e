import Datasets
import Learning
import Models
public import Registry
public import Scoring
public import Storage

/// An embedder that was learned from a column of texts.
public struct LearnedEmbedder: Sendable {
    /// The embedder with its digest.
    public let package: EmbedderPackage
    /// The column that texts were read from.
    public let column: String
    /// How it was learned.
    public let settings: EmbedderSettings
    /// The texts that it was learned from, as vectors.
    public let embedded: EmbeddedTexts
    /// What it is worth.
    public let quality: EmbedderQuality
    private let textDigest: Digest

    /// Learns from a column of a table.
    ///
    /// - Throws: `DatasetError`, `ConfigurationError` and `LearningError`.
    public init(from path: String, column: String, settings: EmbedderSettings, concurrency: Int? = nil) throws
    {
        let texts = try TextTable(path, column: column).texts
        let present = texts.compactMap { $0 }
        let (embedder, explained) = try settings.learn(present, concurrency: concurrency)
        package = try EmbedderPackage(embedder)
        embedded = EmbeddedTexts(texts, by: embedder, concurrency: concurrency)
        quality = EmbedderQuality(embedder, of: embedded, explained: explained)
        textDigest = Self.digest(of: present)
        self.column = column
        self.settings = settings
    }

    /// Of texts and where each ends, in their order.
    private static func digest(of texts: [String]) -> Digest {
        var bytes: [UInt8] = []
        for text in texts {
            bytes += text.utf8
            // No text has this byte.
            bytes.append(0xFF)
        }
        return Digest(of: bytes)
    }

    /// The bytes of the document that `leadline embed -o` writes.
    ///
    /// - Throws: `StorageError`.
    public func document() throws(StorageError) -> [UInt8] {
        switch (settings, package.embedder) {
        case (.projection(let configuration), .projection(let model)):
            try CanonicalJSON.encode(
                TextDocument<TextEmbedding>(
                    column: column, texts: quality.texts, configuration: configuration, model: model))
        case (.words(let configuration), .words(let model)):
            try CanonicalJSON.encode(
                TextDocument<WordVectorizing>(
                    column: column, texts: quality.texts, configuration: configuration, model: model))
        default: preconditionFailure("a method learns what is its own")
        }
    }

    /// Publishes a version, or finds the one that the same texts and settings made before.
    ///
    /// - Throws: `StorageError`, `RegistryError`, and `WorkflowError.unusable` where the name is that of versions of another kind.
    public func publish(as name: String, in registry: Registry, program: String) throws -> PublishedVersion {
        let model = try registry.model(name)
        for version in try model.versions() {
            guard let found = try? model.manifest(version: version), found.manifest.kind != .embedder else {
                continue
            }
            throw WorkflowError.unusable(
                what: "\(name) version \(version) is of kind \(found.manifest.kind.rawValue), not embedder",
                remedy: "publish under another name")
        }
        let recipe = JSONValue.object([
            "formatVersion": .integer(1), "kind": .text(PackageKind.embedder.rawValue),
            "column": .text(column), "settings": try settings.tree(), "texts": .text("\(textDigest)"),
        ])
        var files = try package.files()
        files[VersionFile.learning] = try CanonicalJSON.encode(
            EmbedderLearning(
                program: program, column: column, settings: try settings.tree(), texts: textDigest,
                quality: quality))
        return try model.publish(
            files: files, kind: .embedder, recipeDigest: Digest(of: CanonicalJSON.encode(recipe)),
            numericProfile: NumericProfile.current(), servedDigest: package.digest)
    }
}
