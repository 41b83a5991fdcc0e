public import Learning
import LinearAlgebra
public import Storage

/// What `leadline neighbours -o` writes: the lists of an index, and what they are worth.
///
/// No time is in it, so that the same rows and settings give the same bytes.
public struct NeighbourDocument: StoredDocument, Equatable, Sendable {
    /// The newest format that this reader knows.
    public static let formatVersion = 1

    /// The format.
    public var formatVersion: Int = Self.formatVersion
    /// SHA-256 of the file of vectors.
    public var vectors: Digest
    /// The digest of the embedder that made them; nil where none is known.
    public var embedder: Digest?
    /// Rows of the file.
    public var rows: Int
    /// Rows of it that have no vector.
    public var withoutVector: Int
    /// Numbers in a vector.
    public var columns: Int
    /// The settings.
    public var configuration: NeighbourLearning.Configuration
    /// Lists.
    public var lists: Int
    /// Lists that are looked at for a query.
    public var probes: Int
    /// Held out rows that recall was measured on, none of which the probes were chosen by.
    public var queries: Int
    /// The share of their neighbours that is found; nil where there are none.
    public var recall: Double?
    /// The lower end of Wilson's interval.
    public var lower: Double?
    /// The upper end of Wilson's interval.
    public var upper: Double?
    /// Base64 of little-endian doubles; shape (lists, columns).
    public var centres: String
    /// Base64 of little-endian whole numbers of 32 bits, the list of each row, -1 for one without a vector; shape (rows).
    public var assignments: String

    /// Learns an index.
    ///
    /// - Returns: the document, the rows ready to be searched, and what was measured.
    /// - Throws: as `VectorFile.init`, `ConfigurationError`, `LearningError`, `WorkflowError`.
    public static func learning(
        _ file: VectorFile, configuration: NeighbourLearning.Configuration, choice: ProbeChoice,
        concurrency: Int?
    ) throws -> (document: NeighbourDocument, search: NeighbourSearch, measured: NeighbourMeasurement) {
        let learning = try NeighbourLearning(configuration, concurrency: concurrency)
        let learned = try MatrixFiles(design: file.path).naming { try learning.learn(file.design) }
        let index = try learned.index(probes: choice.probes(learned))
        let measured = NeighbourMeasurement(
            learned.lists, queries: file.design, learned.measuring, neighbours: configuration.neighbours,
            probes: index.probes, isOwn: true, rounds: choice.rounds, concurrency: learning.concurrency)
        let document = NeighbourDocument(
            vectors: try Digest.file(file.path), embedder: file.embedder, rows: file.rows,
            withoutVector: index.lists.count { $0 < 0 }, columns: file.columns,
            configuration: configuration, lists: index.centres.rows, probes: index.probes,
            queries: measured.queries, recall: measured.recall, lower: measured.lower,
            upper: measured.upper, centres: Base64.littleEndian(index.centres.elements),
            assignments: Base64.littleEndian(index.lists))
        return (
            document,
            NeighbourSearch(
                file: file, lists: learned.lists, probes: index.probes, concurrency: learning.concurrency),
            measured
        )
    }

    /// Reads a document that an earlier call wrote.
    ///
    /// - Throws: `StorageError` where it is missing, malformed or changed; `WorkflowError` for another format.
    public static func read(sealed path: String) throws -> NeighbourDocument {
        let document = try SealedJSON.decode(
            NeighbourDocument.self, from: try FileSystem.read(path, limit: 1 << 31), file: path)
        guard document.formatVersion == formatVersion else {
            throw WorkflowError.unusable(
                what: "\(path) has the format \(document.formatVersion), and \(formatVersion) is known",
                remedy: "take the program that wrote it, or a newer one")
        }
        return document
    }

    /// The rows of the file that was learned from, ready to be searched.
    ///
    /// Queries are then held against the embedder that the document names, where nothing beside the file tells it.
    ///
    /// - Throws: `WorkflowError` where the file holds other vectors, or the document does not fit them;
    ///   `ModelError.otherEmbedder` where another embedder is said to have made them; `LearningError`.
    public func search(_ file: VectorFile, concurrency: Int?) throws -> NeighbourSearch {
        guard try Digest.file(file.path) == vectors else {
            throw WorkflowError.unusable(
                what: "the index is of other vectors than those of \(file.path)",
                remedy: "give the file that it was learned from, or learn again")
        }
        // The sidecar of the vectors may be gone, or another than the one they were learned with.
        try VectorOrigin.check(file.embedder, against: embedder)
        // The columns are those of the file, so that nothing of the document is multiplied.
        guard let centres = Base64.doubles(centres), let assignments = Base64.integers(assignments),
            columns > 0, file.columns == columns, lists > 0, centres.count.isMultiple(of: columns),
            centres.count / columns == lists
        else {
            throw WorkflowError.unusable(
                what: "the index does not have the shape that it tells", remedy: "learn it again")
        }
        let learning = try NeighbourLearning(configuration, concurrency: concurrency)
        let index = try NeighbourIndex(
            measure: configuration.measure,
            centres: Matrix(rows: lists, columns: columns, elements: centres), lists: assignments,
            probes: probes)
        return NeighbourSearch(
            file: file.made(by: embedder),
            lists: try index.lists(of: file.design, concurrency: learning.concurrency),
            probes: probes, concurrency: learning.concurrency)
    }
}
