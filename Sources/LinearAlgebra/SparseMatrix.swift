/// A matrix of which only some elements are stored, row after row (CSR).
public struct SparseMatrix: Equatable, Sendable {
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    /// `rowStarts[i]..<rowStarts[i + 1]` are the stored elements of row i; shape (rows + 1).
    public let rowStarts: [Int]
    /// The column of each stored element; shape (stored elements).
    public let columnIndices: [Int32]
    /// The stored elements; shape (stored elements).
    ///
    /// A column that comes twice in a row counts with the sum.
    public let values: [Double]

    /// Creates a matrix from its stored elements.
    ///
    /// - Precondition: starts ascend from 0 to the number of elements, and each column is in range.
    /// - Complexity: O(rows + stored elements).
    public init(
        columns: Int, rowStarts: [Int], columnIndices: [Int32], values: [Double]
    ) {
        precondition(columns >= 0 && columns <= Int(Int32.max), "columns are counted in 31 bits")
        precondition(rowStarts.first == 0 && rowStarts.last == values.count, "rows cover the elements")
        precondition(columnIndices.count == values.count, "an element has a column")
        precondition(zip(rowStarts, rowStarts.dropFirst()).allSatisfy { $0 <= $1 }, "rows ascend")
        precondition(
            columnIndices.allSatisfy { $0 >= 0 && Int($0) < columns }, "a column is outside the matrix")
        rows = rowStarts.count - 1
        self.columns = columns
        self.rowStarts = rowStarts
        self.columnIndices = columnIndices
        self.values = values
    }

    /// Creates a matrix from a dense one, without its zeros.
    public init(_ matrix: Matrix) {
        var (starts, indices, values): ([Int], [Int32], [Double]) = ([0], [], [])
        for row in 0..<matrix.rows {
            for column in 0..<matrix.columns where matrix[row, column] != 0 {
                indices.append(Int32(column))
                values.append(matrix[row, column])
            }
            starts.append(values.count)
        }
        self.init(columns: matrix.columns, rowStarts: starts, columnIndices: indices, values: values)
    }
}
