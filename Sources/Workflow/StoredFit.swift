public import Learning
import LinearAlgebra
import Storage

/// The last of the fits of a file that `leadline fit` wrote: where another fit begins, and what gives other rows probabilities.
public struct StoredFit: Equatable, Sendable {
    /// The parameters.
    public let parameters: LogisticStart
    /// The names of the columns; nil where the design had none.
    private let names: [String]?
    private let file: String

    private struct Document: Decodable {
        var formatVersion: Int
        var names: [String]?
        var fits: [LogisticStart]
    }

    /// Reads a file.
    ///
    /// - Throws: `StorageError` where it cannot be read or is no file of a fit; `WorkflowError.unusable` where its format is
    ///   another.
    public init(file: String) throws {
        let document = try CanonicalJSON.decode(
            Document.self, from: try FileSystem.read(file, followsLink: true), file: file)
        guard document.formatVersion == 1, let last = document.fits.last else {
            throw WorkflowError.unusable(
                what: "\(file) is not a file of a fit in format 1",
                remedy: "give what `leadline fit -o FILE` wrote")
        }
        parameters = last
        names = document.names
        self.file = file
    }

    /// Refuses the start of other columns.
    ///
    /// - Throws: `WorkflowError.unusable`.
    func check(names others: [String]?) throws {
        if let names, let others, names != others {
            throw WorkflowError.unusable(
                what: "\(file) has other columns than the rows, or another order of them",
                remedy: "begin from a fit to the same columns, or from none")
        }
    }

    /// The probabilities of other rows; shape (rows).
    ///
    /// - Parameters:
    ///   - files: of a table those columns are taken that have the names of the fit's.
    ///   - offsets: a file, or a table's column; nil for none.
    ///   - concurrency: threads at most; nil takes one a processor.
    /// - Throws: as `MatrixFiles.read`, `WorkflowError.unusable` for other columns, and `LearningError`.
    public func probabilities(
        of files: MatrixFiles, offsets: String? = nil, concurrency: Int? = nil
    ) throws -> [Double] {
        var files = files
        if files.isTable { files.inputs = names }
        if !files.isTable && files.columns == nil { files.columns = parameters.coefficients.count }
        // Read in the same way: a number a row that stands beside the matrix.
        files.weights = offsets
        let content = try files.read()
        guard content.design.columns == parameters.coefficients.count else {
            throw WorkflowError.unusable(
                what: "\(files.design) has \(content.design.columns) columns, and \(file) has coefficients of"
                    + " \(parameters.coefficients.count)",
                remedy: "give rows of the columns that were fitted")
        }
        return try LogisticPrediction(parameters, concurrency: concurrency).probabilities(
            of: content.design, offsets: content.weights)
    }
}
