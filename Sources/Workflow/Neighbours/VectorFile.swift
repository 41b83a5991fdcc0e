import Learning
import LinearAlgebra
import Models
public import Storage

/// Vectors from a file, and which embedder made them.
public struct VectorFile: Sendable {
    /// Where they lie.
    public let path: String
    /// The digest of the embedder; nil where none is known.
    public private(set) var embedder: Digest?
    /// The rows; NaN throughout where there is no vector.
    let design: DesignMatrix

    /// The number of rows.
    public var rows: Int { design.rows }
    /// The number of numbers in a vector.
    public var columns: Int { design.columns }

    /// Reads a `.npy`, `.parquet` or `.csv` file.
    ///
    /// - Throws: as `MatrixFiles.read`; `WorkflowError` where it is of other kinds.
    public init(_ path: String) throws {
        let files = MatrixFiles(design: path)
        guard files.isTable || path.hasSuffix(".npy") else {
            throw WorkflowError.unusable(
                what: "\(path) is no file of vectors by its name",
                remedy: "give a .npy, .parquet or .csv file")
        }
        self.path = path
        embedder = try files.embedder()
        design = try files.read().design
    }

    /// The same vectors; the embedder is the one that is told where none was known.
    func made(by embedder: Digest?) -> VectorFile {
        var file = self
        file.embedder = self.embedder ?? embedder
        return file
    }

    /// Refuses queries that have nothing in common with these vectors.
    ///
    /// - Throws: `ModelError.otherEmbedder`; `WorkflowError` where there are other columns.
    func check(_ queries: VectorFile) throws {
        try VectorOrigin.check(queries.embedder, against: embedder)
        guard queries.columns == columns else {
            throw WorkflowError.unusable(
                what: "\(queries.path) has \(queries.columns) columns, and \(path) \(columns)",
                remedy: "give queries that the same embedder made")
        }
    }

    /// The rows that have a vector.
    ///
    /// - Throws: `LearningError` as `VectorRows`; `WorkflowError` where no row has one.
    func usable(_ measure: NeighbourMeasure, concurrency: Int) throws -> [Int32] {
        let rows = try VectorRows(design, measure: measure, named: path, concurrency: concurrency).rows
        guard !rows.isEmpty else {
            throw WorkflowError.unusable(
                what: "\(path): no row has a vector",
                remedy: "look at the texts that it was made of, or name another file")
        }
        return rows
    }
}
