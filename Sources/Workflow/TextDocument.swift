import Datasets
public import Learning
import LinearAlgebra
public import Models
import Storage

/// What `leadline vectorize` writes: how texts become vectors.
public struct TextDocument: Codable, Equatable, Sendable {
    /// The newest format that this reader knows.
    public static let formatVersion = 1

    /// The format.
    public var formatVersion = Self.formatVersion
    /// The column that texts were read from.
    public var column: String
    /// Texts that were learned from.
    public var texts: Int
    /// The settings.
    public var configuration: TextVectorizing.Configuration
    /// What turns a text into a vector.
    public var model: TextVectorizer

    /// The vectors of a file's texts, as three `.npy` files of a sparse matrix by name, and what there is to tell of them.
    public struct Vectors: Equatable, Sendable {
        /// `data.npy`, `indices.npy` and `indptr.npy`, as SciPy's `csr_matrix` takes them.
        public var files: [(name: String, bytes: [UInt8])]
        /// Rows, empty ones too.
        public var rows: Int
        /// Rows whose text is missing or has no known gram: no vector, not one of zeros.
        public var empty: Int
        /// Numbers that are stored.
        public var elements: Int

        /// Whether both hold the same.
        public static func == (left: Vectors, right: Vectors) -> Bool {
            left.rows == right.rows && left.empty == right.empty && left.elements == right.elements
                && left.files.elementsEqual(right.files) { $0.name == $1.name && $0.bytes == $1.bytes }
        }

        init(_ matrix: SparseMatrix) {
            rows = matrix.rows
            empty = (0..<matrix.rows).count { matrix.rowStarts[$0] == matrix.rowStarts[$0 + 1] }
            elements = matrix.values.count
            files = [
                ("data.npy", NumberFile.numPy(matrix.values)),
                ("indices.npy", NumberFile.numPy(matrix.columnIndices)),
                ("indptr.npy", NumberFile.numPy(matrix.rowStarts)),
            ]
        }
    }

    /// Learns from a column of a table.
    ///
    /// - Returns: the document, and the vectors of the same texts.
    /// - Throws: `DatasetError`, `ConfigurationError` and `LearningError`.
    public static func learning(
        from path: String, column: String, configuration: TextVectorizing.Configuration,
        concurrency: Int? = nil
    ) throws -> (document: TextDocument, vectors: Vectors) {
        let estimator = try TextVectorizing(configuration, concurrency: concurrency)
        let texts = try TextTable(path, column: column).texts
        let present = texts.compactMap { $0 }
        let model = try estimator.fit(present)
        let document = TextDocument(
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
        let estimator = try TextVectorizing(configuration, concurrency: concurrency)
        return Vectors(estimator.matrix(of: texts.map { $0 ?? "" }, by: model))
    }

    /// Reads a document.
    ///
    /// - Throws: `StorageError` where the file is missing or malformed; `WorkflowError` for a newer format.
    public static func read(_ path: String) throws -> TextDocument {
        let document = try CanonicalJSON.decode(
            TextDocument.self, from: try FileSystem.read(path, limit: 1 << 30), file: path)
        guard document.formatVersion == formatVersion else {
            throw WorkflowError.unusable(
                what: "\(path) has the format \(document.formatVersion), and \(formatVersion) is known",
                remedy: "take the program that wrote it, or a newer one")
        }
        return document
    }
}
