public import LinearAlgebra
import Storage

/// The vectors of a file's texts, as three `.npy` files of a sparse matrix by name, and what there is to tell of them.
public struct SparseTextVectors: Equatable, Sendable {
    /// `data.npy`, `indices.npy` and `indptr.npy`, as SciPy's `csr_matrix` takes them.
    public var files: [(name: String, bytes: [UInt8])]
    /// Rows, empty ones too.
    public var rows: Int
    /// Rows whose text is missing or has no known gram: no vector, not one of zeros.
    public var empty: Int
    /// Numbers that are stored.
    public var elements: Int

    /// Whether both hold the same.
    public static func == (left: SparseTextVectors, right: SparseTextVectors) -> Bool {
        left.rows == right.rows && left.empty == right.empty && left.elements == right.elements
            && left.files.elementsEqual(right.files) { $0.name == $1.name && $0.bytes == $1.bytes }
    }

    /// Writes the files of a matrix, a row a text.
    public init(_ matrix: SparseMatrix) {
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
