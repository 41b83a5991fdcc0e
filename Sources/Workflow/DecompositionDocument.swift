public import Learning
import LinearAlgebra
public import Models
public import Storage

/// What `leadline decompose` writes: components, with all that tells how good they are.
public struct DecompositionDocument: StoredDocument, Equatable, Sendable {
    /// The newest format that this reader knows.
    public static let formatVersion = 1

    /// The format.
    public var formatVersion: Int = Self.formatVersion
    /// The names of the columns; nil where the rows have none.
    public var names: [String]?
    /// The digest of the embedder that made the rows; nil where none is known.
    public var embedder: Digest?
    /// Rows that were read.
    public var rows: Int
    /// The settings.
    public var configuration: Decomposition.Configuration
    /// The components, and the means that are taken off before.
    public var model: ComponentModel
    /// Greatest first; shape (components), as the following.
    public var singularValues: [Double]
    /// How far a singular value of the matrix can be from each.
    public var residuals: [Double]
    /// The share of the sum of squares that each component explains.
    public var explained: [Double]
    /// Products of the matrix with blocks of vectors.
    public var products: Int
    /// Whether all residuals are within the tolerance.
    public var hasConverged: Bool

    /// Decomposes what the files hold.
    ///
    /// - Returns: the document, and the coordinates of the rows as the bytes of a `.npy` file; shape (rows, components).
    /// - Throws: as `MatrixFiles.read`, `ConfigurationError` and `LearningError`.
    public static func decomposition(
        _ files: MatrixFiles, configuration: Decomposition.Configuration, concurrency: Int? = nil
    ) throws -> (document: DecompositionDocument, scores: [UInt8]) {
        let content = try files.read()
        let fit = try files.naming {
            try Decomposition(configuration, concurrency: concurrency).fit(content.design)
        }
        let document = DecompositionDocument(
            names: content.names, embedder: try files.embedder(), rows: content.design.rows,
            configuration: configuration, model: fit.model,
            singularValues: fit.singularValues, residuals: fit.residuals, explained: fit.explained,
            products: fit.products, hasConverged: fit.hasConverged)
        return (document, NumberFile.numPy(fit.scores.elements, columns: fit.scores.columns))
    }

    /// The coordinates of each row of files along the components of this document, as the bytes of a `.npy` file.
    ///
    /// - Throws: as `MatrixFiles.read`; `ModelError.otherEmbedder` where another embedder made the rows; `WorkflowError` where
    ///   there are other columns; `LearningError` as `Decomposition.fit`.
    public func scores(of files: MatrixFiles, concurrency: Int? = nil) throws -> [UInt8] {
        var files = files
        if files.isTable && files.inputs == nil { files.inputs = names }
        if files.columns == nil { files.columns = model.columns }
        let content = try files.read()
        try VectorOrigin.check(files.embedder(), against: embedder)
        guard content.design.columns == model.columns else {
            throw WorkflowError.unusable(
                what:
                    "\(files.design) has \(content.design.columns) columns, and the components \(model.columns)",
                remedy: "give rows with the columns that were decomposed")
        }
        let scores = try files.naming {
            try Projection(model, concurrency: concurrency).scores(of: content.design)
        }
        return NumberFile.numPy(scores.elements, columns: scores.columns)
    }
}
