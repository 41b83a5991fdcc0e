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
        if Self.isTable(design) { return try readTable() }
        let labels = try Self.labels(array(labels, .uint8).doubles(), named: labels)
        var problem = LogisticProblem(design: try matrix(rows: labels.count), labels: labels)
        problem.weights = try weights.map { try array($0, .float64).doubles() }
        problem.offsets = try offsets.map { try array($0, .float64).doubles() }
        problem.clusters = try clusters.map { try array($0, .int64).integers() }
        return (problem, nil)
    }

    private static func isTable(_ path: String) -> Bool {
        path.hasSuffix(".parquet") || path.hasSuffix(".csv")
    }

    private func array(_ path: String, _ kind: NumberKind, columns: Int? = nil) throws -> NumberFile {
        path.hasSuffix(".npy")
            ? try NumberFile(numPy: path) : try NumberFile(raw: path, kind: kind, columns: columns)
    }

    private func matrix(rows: Int) throws -> DesignMatrix {
        if let rowStarts, let columnIndices {
            return .sparse(try sparse(rowStarts, columnIndices, rows: rows))
        }
        if rowStarts != nil || columnIndices != nil {
            throw WorkflowError.unusable(
                what: "a sparse matrix needs its row starts and its column indices",
                remedy: "give --row-starts and --column-indices, or neither")
        }
        if !design.hasSuffix(".npy") && columns == nil {
            throw WorkflowError.unusable(
                what: "\(design) does not tell how many columns it has",
                remedy: "give --columns N, or a .npy, .parquet or .csv file")
        }
        let file = try array(design, kind, columns: columns)
        guard file.shape.count == 2, file.shape[0] == rows else {
            throw WorkflowError.unusable(
                what: "\(design) has the shape \(file.shape), and there are \(rows) labels",
                remedy: "give an array of rows and columns, with a label a row")
        }
        if let floats = try file.floats() {
            return .float(FloatMatrix(rows: rows, columns: file.shape[1], elements: floats))
        }
        return .double(Matrix(rows: rows, columns: file.shape[1], elements: try file.doubles()))
    }

    private func sparse(_ rowStarts: String, _ columnIndices: String, rows: Int) throws -> SparseMatrix {
        let values = try array(design, kind).doubles()
        let starts = try array(rowStarts, .int64).integers()
        let indices = try array(columnIndices, .int32).integers()
        let last = indices.max() ?? -1
        // What no column can be is refused below.
        let width = columns ?? (last < Int(Int32.max) ? last + 1 : Int.max)
        func refuse(_ what: String) -> WorkflowError {
            .unusable(what: what, remedy: "write data, indptr and indices of a SciPy csr_matrix")
        }
        guard starts.count == rows + 1, starts.first == 0, starts.last == values.count,
            zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 })
        else {
            throw refuse(
                "\(rowStarts) does not ascend from 0 to \(values.count) in \(rows) steps, one a label")
        }
        guard indices.count == values.count, width <= Int(Int32.max),
            indices.allSatisfy({ $0 >= 0 && $0 < width })
        else {
            throw refuse(
                "\(columnIndices) has not a column in 0..<\(width) for each of \(values.count) values")
        }
        return SparseMatrix(
            columns: width, rowStarts: starts, columnIndices: indices.map(Int32.init), values: values)
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
