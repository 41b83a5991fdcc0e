import Datasets
public import Learning
import LinearAlgebra
import Storage

/// The files that a logistic regression is fitted to, whoever wrote them.
///
/// A table (`.parquet`, `.csv`) has all in its columns; otherwise each is an array of its own: NumPy's `.npy`, or little-endian
/// numbers and nothing else.
public struct FitFiles: Sendable {
    /// The rows and their weights.
    public var matrix: MatrixFiles
    /// Labels: a file of 0 and 1, or a table's column.
    public var labels: String
    /// Offsets: a file, or a table's column.
    public var offsets: String?
    /// Clusters: a file of whole numbers, or a table's column.
    public var clusters: String?

    /// Names the rows and the labels; what else there is, is set afterwards.
    public init(_ matrix: MatrixFiles, labels: String) {
        self.matrix = matrix
        self.labels = labels
    }

    /// Reads the files.
    ///
    /// - Returns: the problem, and the names of the columns where the design has names.
    /// - Throws: `StorageError`, `DatasetError` and `WorkflowError` naming file and remedy.
    /// - Complexity: O(bytes); an array of doubles or floats is in memory once.
    public func read() throws -> (problem: LogisticProblem, names: [String]?) {
        if matrix.isTable { return try readTable() }
        let labels = try Self.labels(matrix.array(labels, .uint8).doubles(), named: labels)
        let design = try matrix.matrix()
        guard design.rows == labels.count else {
            throw WorkflowError.unusable(
                what: "\(matrix.design) has the shape [\(design.rows), \(design.columns)], and there are"
                    + " \(labels.count) labels",
                remedy: "give an array of rows and columns, with a label a row")
        }
        var problem = LogisticProblem(design: design, labels: labels)
        problem.weights = try matrix.weights.map { try matrix.array($0, .float64).doubles() }
        problem.offsets = try offsets.map { try matrix.array($0, .float64).doubles() }
        problem.clusters = try clusters.map { try matrix.array($0, .int64).integers() }
        return (problem, nil)
    }

    private func readTable() throws -> (problem: LogisticProblem, names: [String]?) {
        let table = try NumberTable(matrix.design)
        func column(_ name: String) throws -> [Double] {
            guard let index = table.names.firstIndex(of: name) else {
                throw WorkflowError.unusable(
                    what: "\(matrix.design): there is no column '\(name)'", remedy: "name one of its columns")
            }
            return table.columns[index]
        }
        let others = [labels, matrix.weights, offsets, clusters].compactMap { $0 }
        let inputs = table.names.indices.filter { !others.contains(table.names[$0]) }
        let labels = try Self.labels(column(labels), named: labels)
        var elements = [Double](repeating: 0, count: labels.count * inputs.count)
        for (place, input) in inputs.enumerated() {
            for row in labels.indices { elements[row * inputs.count + place] = table.columns[input][row] }
        }
        var problem = LogisticProblem(
            design: .double(Matrix(rows: labels.count, columns: inputs.count, elements: elements)),
            labels: labels)
        problem.weights = try matrix.weights.map(column)
        problem.offsets = try offsets.map(column)
        problem.clusters = try clusters.map { name in
            let numbers = try column(name)
            guard numbers.allSatisfy({ $0 == $0.rounded() && abs($0) < 1e15 }) else {
                throw WorkflowError.unusable(
                    what: "column '\(name)' of \(matrix.design) does not hold a whole number a row",
                    remedy: "number the clusters")
            }
            return numbers.map { Int($0) }
        }
        return (problem, inputs.map { table.names[$0] })
    }

    private static func labels(_ numbers: [Double], named name: String) throws -> [Bool] {
        if let row = numbers.firstIndex(where: { $0 != 0 && $0 != 1 }) {
            throw WorkflowError.unusable(
                what: "row \(row + 1) of \(name) is neither 0 nor 1",
                remedy: "write 1 for the positive outcome"
            )
        }
        return numbers.map { $0 == 1 }
    }
}
