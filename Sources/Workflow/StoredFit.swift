public import Learning
import LinearAlgebra
import Models
import Storage

/// The last of the fits of a file that `leadline fit` wrote: where another fit begins, and what gives other rows probabilities.
public struct StoredFit: Equatable, Sendable {
    /// The parameters.
    public let parameters: LogisticStart
    private let document: Document
    private let file: String

    private struct Document: Decodable, Equatable {
        var formatVersion: Int
        var names: [String]?
        var embedder: Digest?
        var classWeights: Factors?
        var hasOffsets: Bool?
        var fits: [Fit]

        struct Factors: Decodable, Equatable {
            var positive: Double
            var negative: Double
        }

        struct Fit: Decodable, Equatable {
            var coefficients: [Double]
            var intercept: Double
            var state: LogisticFit.State
        }
    }

    /// Reads a file.
    ///
    /// - Throws: `StorageError` where it cannot be read or is no file of a fit; `WorkflowError.unusable` where its format is
    ///   another, or a number is not within ±1e90.
    public init(file: String) throws {
        document = try CanonicalJSON.decode(
            Document.self, from: try FileSystem.read(file, followsLink: true), file: file)
        guard document.formatVersion == 1, let last = document.fits.last else {
            throw WorkflowError.unusable(
                what: "\(file) is not a file of a fit in format 1",
                remedy: "give what `leadline fit -o FILE` wrote")
        }
        let numbers = last.coefficients + [last.intercept]
        guard numbers.allSatisfy({ abs($0) <= DesignEncoder.limit }) else {
            throw WorkflowError.unusable(
                what: "\(file) has a coefficient beyond ±1e90",
                remedy: "give what `leadline fit -o FILE` wrote")
        }
        parameters = LogisticStart(coefficients: last.coefficients, intercept: last.intercept)
        self.file = file
    }

    /// What to know before its probabilities are taken for what they say: in sentences; empty where all is well.
    public var cautions: [String] {
        var cautions: [String] = []
        if let state = document.fits.last?.state, state != .converged {
            cautions.append("the search of \(file) ended as \(state.rawValue), not at the minimum")
        }
        if let factors = document.classWeights, factors.positive != factors.negative {
            cautions.append(
                "\(file) weighs outcomes: these are the probabilities of a population so weighted, to be calibrated before they are"
                    + " read")
        }
        return cautions
    }

    /// Refuses the start of other columns.
    ///
    /// - Throws: `WorkflowError.unusable`, and `ModelError.otherEmbedder` where another embedder made the rows.
    func check(names others: [String]?, embedder: Digest?) throws {
        try VectorOrigin.check(embedder, against: document.embedder)
        if let names = document.names, let others, names != others {
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
    /// - Throws: as `MatrixFiles.read`, `WorkflowError.unusable` for other columns and offsets that are missing,
    ///   `ModelError.otherEmbedder` where another embedder made the rows, and `LearningError`.
    public func probabilities(
        of files: MatrixFiles, offsets: String? = nil, concurrency: Int? = nil
    ) throws -> [Double] {
        if document.hasOffsets == true && offsets == nil {
            throw WorkflowError.unusable(
                what: "\(file) was fitted beside a known part of each row's logit, and none is given",
                remedy: "give --offsets, a file or a table's column")
        }
        var files = files
        if files.isTable { files.inputs = document.names }
        if !files.isTable && files.columns == nil { files.columns = parameters.coefficients.count }
        // Read in the same way: a number a row that stands beside the matrix.
        files.weights = offsets
        let content = try files.read()
        try VectorOrigin.check(files.embedder(), against: document.embedder)
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
