import Datasets
public import Features
import Learning
import Models
public import Registry
public import Scoring
import Storage

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
    /// The file that vectors of words were taken of; nil where there is none.
    public let wordFile: WordFileSettings.Record?
    /// When the newest of the texts was written; nil where it was not told.
    public let latest: Instant?
    /// Rows that were left out since they were written too late.
    public let later: Int
    private let textDigest: Digest

    /// Learns from a column of a table.
    ///
    /// - Parameters:
    ///   - time: the column of when texts were written; nil for none.
    ///   - end: texts of this time or later are left out; nil for none.
    /// - Throws: `DatasetError`, `ConfigurationError` and `LearningError`.
    public init(
        from path: String, column: String, time: String? = nil, until end: Instant? = nil,
        settings: EmbedderSettings, concurrency: Int? = nil
    ) throws {
        let dated = try DatedTexts(path, column: column, time: time, until: end)
        let texts = dated.texts
        (latest, later) = (dated.latest, dated.later)
        let present = texts.compactMap { $0 }
        let learned = try settings.learn(present, concurrency: concurrency)
        let embedder = learned.embedder
        package = try EmbedderPackage(embedder)
        embedded = EmbeddedTexts(texts, by: embedder, concurrency: concurrency)
        quality = EmbedderQuality(embedder, of: embedded, explained: learned.explained)
        wordFile = learned.wordFile
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
    /// - Throws: `StorageError`, and `WorkflowError.unusable` where nobody could read so many.
    public func document() throws -> [UInt8] {
        let bytes = try wholeDocument()
        try Self.refuse(bytes.count)
        return bytes
    }

    /// Files of more bytes are not read.
    private static func refuse(_ bytes: Int) throws(WorkflowError) {
        let limit = 1 << 30
        guard bytes > limit else { return }
        throw .unusable(
            what:
                "the embedder takes \(Figures.count(bytes)) bytes, and \(Figures.count(limit)) are read at most",
            remedy:
                "keep fewer words or grams (--terms, --words, --minimum-texts), or take fewer --dimensions")
    }

    private func wholeDocument() throws(StorageError) -> [UInt8] {
        switch (settings, package.embedder) {
        case (.projection(let configuration), .projection(let model)):
            try CanonicalJSON.encode(
                TextDocument<TextEmbedding>(
                    column: column, texts: quality.texts, configuration: configuration, model: model))
        case (.words(let configuration), .words(let model)):
            try CanonicalJSON.encode(
                TextDocument<WordVectorizing>(
                    column: column, texts: quality.texts, configuration: configuration, model: model))
        case (.wordFile, .words(let model)):
            try CanonicalJSON.encode(
                WordFileDocument(column: column, texts: quality.texts, configuration: wordFile, model: model))
        default: preconditionFailure("a method learns what is its own")
        }
    }

    /// Publishes a version, or finds the one that the same texts and settings made before.
    ///
    /// - Throws: `StorageError`, `RegistryError`, also where the name is that of versions of another kind, and `WorkflowError.unusable`
    ///   where nobody could read so many bytes, and where that version embeds otherwise, as one of another kind of processor does.
    public func publish(as name: String, in registry: Registry, program: String) throws -> PublishedVersion {
        let model = try registry.model(name)
        var members: [String: JSONValue] = [
            "formatVersion": .integer(1), "kind": .text(PackageKind.embedder.rawValue),
            "column": .text(column), "settings": try settings.tree(wordFile), "texts": .text("\(textDigest)"),
        ]
        // The same texts of another time are refused by other trainings.
        if let latest { members["latest"] = .text(latest.description) }
        let recipe = JSONValue.object(members)
        var files = try package.files()
        for bytes in files.values { try Self.refuse(bytes.count) }
        files[VersionFile.learning] = try CanonicalJSON.encode(
            EmbedderLearning(
                program: program, column: column, settings: try settings.tree(wordFile), texts: textDigest,
                latest: latest?.description, quality: quality))
        let published = try model.publish(
            files: files, kind: .embedder, recipeDigest: Digest(of: CanonicalJSON.encode(recipe)),
            numericProfile: NumericProfile.current(), servedDigest: package.digest)
        guard published.isNew || published.manifest.servedDigest == package.digest else {
            throw WorkflowError.unusable(
                what:
                    "\(name) version \(published.version) is of the same texts and settings, and its vectors are others",
                remedy: "take its own by --model \(name)@\(published.version), or publish under another name")
        }
        return published
    }
}
