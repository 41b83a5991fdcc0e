import Datasets
public import Learning
import LinearAlgebra
public import Storage

/// The files that a logistic regression is fitted to, whoever wrote them.
///
/// A table (`.parquet`, `.csv`) has all in its columns; otherwise each is an array of its own: NumPy's `.npy`, or little-endian
/// numbers and nothing else.
public struct FitFiles: Sendable {
    /// The rows, or the stored elements of a sparse matrix.
    public var design: String
    /// The kind of numbers of a design that is not a `.npy` file.
    public var kind: NumberKind
    /// The columns of a design that is neither a table nor a `.npy` file, or of a sparse one.
    public var columns: Int?
    /// Labels: a file of 0 and 1, or a table's column.
    public var labels: String
    /// Weights: a file, or a table's column.
    public var weights: String?
    /// Offsets: a file, or a table's column.
    public var offsets: String?
    /// Clusters: a file of whole numbers, or a table's column.
    public var clusters: String?
    /// Where the rows of a sparse matrix begin; whole numbers, one more than rows.
    public var rowStarts: String?
    /// The column of each stored element of a sparse matrix; whole numbers.
    public var columnIndices: String?

    /// Names the design and the labels; what else there is, is set afterwards.
    public init(design: String, labels: String) {
        self.design = design
        self.labels = labels
        kind = .float64
    }

    /// Reads the files.
    ///
    /// - Returns: the problem, and the names of the columns where the design has names.
    /// - Throws: `StorageError`, `DatasetError` and `WorkflowError` naming file and remedy.
    /// - Complexity: O(bytes); an array of doubles or floats is in memory once.
    public func read() throws -> (problem: LogisticProblem, names: [String]?) {
        if matrixFiles.isTable { return try readTable() }
        let files = matrixFiles
        let labels = try Self.labels(files.array(labels, .uint8).doubles(), named: labels)
        let design = try files.matrix()
        guard design.rows == labels.count else {
            throw WorkflowError.unusable(
                what: "\(self.design) has the shape [\(design.rows), \(design.columns)], and there are"
                    + " \(labels.count) labels",
                remedy: "give an array of rows and columns, with a label a row")
        }
        var problem = LogisticProblem(design: design, labels: labels)
        problem.weights = try weights.map { try files.array($0, .float64).doubles() }
        problem.offsets = try offsets.map { try files.array($0, .float64).doubles() }
        problem.clusters = try clusters.map { try files.array($0, .int64).integers() }
        return (problem, nil)
    }

    private var matrixFiles: MatrixFiles {
        var files = MatrixFiles(design: design)
        files.kind = kind
        files.columns = columns
        files.rowStarts = rowStarts
        files.columnIndices = columnIndices
        return files
    }

    private func readTable() throws -> (problem: LogisticProblem, names: [String]?) {
        let table = try NumberTable(design)
        func column(_ name: String) throws -> [Double] {
            guard let index = table.names.firstIndex(of: name) else {
                throw WorkflowError.unusable(
                    what: "\(design) has no column '\(name)'", remedy: "name one of its columns")
            }
            return table.columns[index]
        }
        let others = [labels, weights, offsets, clusters].compactMap { $0 }
        let inputs = table.names.indices.filter { !others.contains(table.names[$0]) }
        let labels = try Self.labels(column(labels), named: labels)
        var elements = [Double](repeating: 0, count: labels.count * inputs.count)
        for (place, input) in inputs.enumerated() {
            for row in labels.indices { elements[row * inputs.count + place] = table.columns[input][row] }
        }
        var problem = LogisticProblem(
            design: .double(Matrix(rows: labels.count, columns: inputs.count, elements: elements)),
            labels: labels)
        problem.weights = try weights.map(column)
        problem.offsets = try offsets.map(column)
        problem.clusters = try clusters.map { name in
            let numbers = try column(name)
            guard numbers.allSatisfy({ $0 == $0.rounded() && abs($0) < 1e15 }) else {
                throw WorkflowError.unusable(
                    what: "column '\(name)' of \(design) does not hold a whole number a row",
                    remedy: "number the clusters")
            }
            return numbers.map { Int($0) }
        }
        return (problem, inputs.map { table.names[$0] })
    }

    private static func labels(_ numbers: [Double], named name: String) throws -> [Bool] {
        if let row = numbers.firstIndex(where: { $0 != 0 && $0 != 1 }) {
            throw WorkflowError.unusable(
                what: "label \(row) of \(name) is neither 0 nor 1", remedy: "write 1 for the positive outcome"
            )
        }
        return numbers.map { $0 == 1 }
    }
}
