import Datasets
import Learning
import LinearAlgebra
public import Storage

/// The files of a matrix, whoever wrote them.
///
/// A table (`.parquet`, `.csv`), NumPy's `.npy`, little-endian numbers and nothing else, or the three arrays of a sparse matrix.
public struct MatrixFiles: Sendable {
    /// The rows, or the stored elements of a sparse matrix.
    public var design: String
    /// The kind of numbers of a design that is not a `.npy` file.
    public var kind: NumberKind
    /// The columns of a design that is neither a table nor a `.npy` file, or of a sparse one.
    public var columns: Int?
    /// Where the rows of a sparse matrix begin; whole numbers, one more than rows.
    public var rowStarts: String?
    /// The column of each stored element of a sparse matrix; whole numbers.
    public var columnIndices: String?
    /// The columns of a table that are taken, in this order; nil for all but the weights.
    public var inputs: [String]?
    /// Weights: a file, or a table's column.
    public var weights: String?

    /// Names the rows; what else there is, is set afterwards.
    public init(design: String) {
        self.design = design
        kind = .float64
    }

    /// What files hold.
    struct Content {
        var design: DesignMatrix
        var weights: [Double]?
        /// The names of the columns, where the file has names.
        var names: [String]?
    }

    /// Whether all columns are in one file.
    var isTable: Bool { design.hasSuffix(".parquet") || design.hasSuffix(".csv") }

    /// Reads the files.
    ///
    /// - Throws: `StorageError`, `DatasetError` and `WorkflowError` naming file and remedy.
    /// - Complexity: O(bytes); an array of doubles or floats is in memory once.
    func read() throws -> Content {
        if isTable { return try readTable() }
        if FileSystem.isDirectory(design) {
            throw WorkflowError.unusable(what: "\(design) is a directory", remedy: "name one file")
        }
        if inputs != nil {
            throw WorkflowError.unusable(
                what: "\(design) has no names of columns", remedy: "leave --input out, or give a table")
        }
        let design = try matrix()
        guard design.rows > 0 else {
            throw WorkflowError.unusable(
                what: "\(self.design) has no rows", remedy: "look at what wrote it, or name another file")
        }
        let weights = try weights.map { try array($0, .float64).doubles() }
        return Content(design: design, weights: weights, names: nil)
    }

    /// What is made of the rows; where one of them cannot be used, the error names the file.
    ///
    /// - Throws: as `body`, and `WorkflowError` for a row without a direction and where no row has a vector.
    func naming<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch LearningError.invalidNumber(let name, let row, let column)
            where ["rows", "vectors"].contains(name)
        {
            throw LearningError.invalidNumber(in: design, row: row, column: column)
        } catch LearningError.noRows {
            throw WorkflowError.unusable(
                what: "\(design): no row has a vector",
                remedy: "look at the texts that it was made of, or name another file")
        } catch LearningError.zeroRow(let row) {
            throw WorkflowError.unusable(
                what: "\(design), row \(row + 1) is all zeros and has no direction",
                remedy: "leave such rows out, or compare distances")
        }
    }

    /// The embedder that made the rows; nil where nothing beside them says so.
    ///
    /// - Throws: as `VectorOrigin.embedder(of:)`.
    func embedder() throws -> Digest? {
        design.hasSuffix(".npy") && rowStarts == nil ? try VectorOrigin.embedder(of: design) : nil
    }

    /// An array of its own.
    func array(_ path: String, _ kind: NumberKind, columns: Int? = nil) throws -> NumberFile {
        path.hasSuffix(".npy")
            ? try NumberFile(numPy: path) : try NumberFile(raw: path, kind: kind, columns: columns)
    }

    /// The rows of what is not a table.
    func matrix() throws -> DesignMatrix {
        if let rowStarts, let columnIndices { return .sparse(try sparse(rowStarts, columnIndices)) }
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
        guard file.shape.count == 2 else {
            throw WorkflowError.unusable(
                what: "\(design) has the shape \(file.shape)", remedy: "give an array of rows and columns")
        }
        if let floats = try file.floats() {
            return .float(FloatMatrix(rows: file.shape[0], columns: file.shape[1], elements: floats))
        }
        return .double(
            Matrix(rows: file.shape[0], columns: file.shape[1], elements: try file.doubles()))
    }

    private func sparse(_ rowStarts: String, _ columnIndices: String) throws -> SparseMatrix {
        let values = try array(design, kind).doubles()
        let starts = try array(rowStarts, .int64).integers()
        let indices = try array(columnIndices, .int32).integers()
        let last = indices.max() ?? -1
        // What no column can be is refused below.
        let width = columns ?? (last < Int(Int32.max) ? last + 1 : Int.max)
        func refuse(_ what: String) -> WorkflowError {
            .unusable(what: what, remedy: "write data, indptr and indices of a SciPy csr_matrix")
        }
        guard starts.first == 0, starts.last == values.count,
            zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 })
        else {
            throw refuse("\(rowStarts) does not ascend from 0 to \(values.count)")
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

    private func readTable() throws -> Content {
        let table = try NumberTable(design)
        func place(_ name: String) throws -> Int {
            guard let index = table.names.firstIndex(of: name) else {
                throw WorkflowError.unusable(
                    what: "\(design): there is no column '\(name)'", remedy: "name one of its columns")
            }
            return index
        }
        let places =
            try inputs.map { try $0.map(place) } ?? table.names.indices.filter { table.names[$0] != weights }
        let rows = table.columns.first?.count ?? 0
        var elements = [Double](repeating: 0, count: rows * places.count)
        for (column, source) in places.enumerated() {
            for row in 0..<rows { elements[row * places.count + column] = table.columns[source][row] }
        }
        return Content(
            design: .double(Matrix(rows: rows, columns: places.count, elements: elements)),
            weights: try weights.map { table.columns[try place($0)] }, names: places.map { table.names[$0] })
    }
}
