import Datasets
public import Learning
import LinearAlgebra
public import Models
import Storage

/// What `leadline embed` writes: vectors of words, and how texts are made of them.
public struct WordDocument: Codable, Equatable, Sendable {
    /// The newest format that this reader knows.
    public static let formatVersion = 1

    /// The format.
    public var formatVersion = Self.formatVersion
    /// The column that texts were read from.
    public var column: String
    /// Texts that were learned from.
    public var texts: Int
    /// The settings.
    public var configuration: WordVectorizing.Configuration
    /// What turns a text into a vector.
    public var model: WordVectors

    /// The vectors of a file's texts.
    public struct Vectors: Equatable, Sendable {
        /// A `.npy` file; shape (texts, dimensions).
        public var file: [UInt8]
        /// Texts, those without a vector too.
        public var texts: Int
        /// Texts of which no word is known.
        public var empty: Int

        init(_ matrix: Matrix) {
            file = NumberFile.numPy(matrix.elements, columns: matrix.columns)
            texts = matrix.rows
            empty = (0..<matrix.rows).count { matrix[$0, 0].isNaN }
        }
    }

    /// Learns from a column of a table.
    ///
    /// - Returns: the document, and the vectors of the same texts.
    /// - Throws: `DatasetError`, `ConfigurationError` and `LearningError`.
    public static func learning(
        from path: String, column: String, configuration: WordVectorizing.Configuration,
        concurrency: Int? = nil
    ) throws -> (document: WordDocument, vectors: Vectors) {
        let estimator = try WordVectorizing(configuration, concurrency: concurrency)
        let texts = try TextTable(path, column: column).texts
        let present = texts.compactMap { $0 }
        let model = try estimator.fit(present)
        let document = WordDocument(
            column: column, texts: present.count, configuration: configuration, model: model)
        return (document, Vectors(estimator.matrix(of: texts.map { $0 ?? "" }, by: model)))
    }

    /// The vectors of other texts.
    ///
    /// - Parameter column: nil takes the one that was learned from.
    /// - Throws: `DatasetError`.
    public func vectors(
        of path: String, column: String? = nil, concurrency: Int? = nil
    ) throws -> Vectors {
        let texts = try TextTable(path, column: column ?? self.column).texts
        let estimator = try WordVectorizing(configuration, concurrency: concurrency)
        return Vectors(estimator.matrix(of: texts.map { $0 ?? "" }, by: model))
    }

    /// Reads a document.
    ///
    /// - Throws: `StorageError` where the file is missing or malformed; `WorkflowError` for a newer format.
    public static func read(_ path: String) throws -> WordDocument {
        let document = try CanonicalJSON.decode(
            WordDocument.self, from: try FileSystem.read(path, limit: 1 << 30), file: path)
        guard document.formatVersion == formatVersion else {
            throw WorkflowError.unusable(
                what: "\(path) has the format \(document.formatVersion), and \(formatVersion) is known",
                remedy: "take the program that wrote it, or a newer one")
        }
        return document
    }
}
