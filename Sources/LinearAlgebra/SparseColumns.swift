/// A sparse matrix column after column (CSC): what a method goes through that moves one coefficient at a time.
///
/// A copy beside the rows, of 12 bytes a stored element.
public struct SparseColumns: Equatable, Sendable {
    /// The number of rows.
    public let rows: Int
    /// `starts[j]..<starts[j + 1]` are the stored elements of column j; shape (columns + 1).
    public let starts: [Int]
    /// The row of each stored element, ascending in each column, none twice; shape (stored elements).
    public let rowIndices: [Int32]
    /// The stored elements; shape (stored elements).
    public let values: [Double]

    /// Turns a matrix; what a row stores twice of a column is added up.
    ///
    /// - Precondition: there are no more than 2^31 - 1 rows.
    /// - Complexity: O(stored elements + columns).
    public init(_ matrix: SparseMatrix) {
        precondition(matrix.rows <= Int(Int32.max), "rows are counted in 31 bits")
        var counts = [Int](repeating: 0, count: matrix.columns)
        var latest = [Int](repeating: -1, count: matrix.columns)
        for row in 0..<matrix.rows {
            for index in matrix.rowStarts[row]..<matrix.rowStarts[row + 1] {
                let column = Int(matrix.columnIndices[index])
                if latest[column] != row { counts[column] += 1 }
                latest[column] = row
            }
        }
        var starts = [0]
        starts.reserveCapacity(matrix.columns + 1)
        for count in counts { starts.append((starts.last ?? 0) + count) }
        var rowIndices = [Int32](repeating: 0, count: starts.last ?? 0)
        var values = [Double](repeating: 0, count: rowIndices.count)
        var next = starts
        for row in 0..<matrix.rows {
            for index in matrix.rowStarts[row]..<matrix.rowStarts[row + 1] {
                let column = Int(matrix.columnIndices[index])
                let last = next[column] - 1
                if last >= starts[column] && rowIndices[last] == Int32(row) {
                    values[last] += matrix.values[index]
                } else {
                    rowIndices[last + 1] = Int32(row)
                    values[last + 1] = matrix.values[index]
                    next[column] += 1
                }
            }
        }
        rows = matrix.rows
        self.starts = starts
        self.rowIndices = rowIndices
        self.values = values
    }

    /// The number of columns.
    public var count: Int { starts.count - 1 }

    /// The sum of a column's squares, each times its row's weight.
    ///
    /// - Precondition: the column is in range, and there is a weight a row.
    /// - Complexity: O(stored elements of the column).
    public func weightedSquare(_ column: Int, _ weights: Span<Double>) -> Double {
        let (indices, values) = (rowIndices.span, values.span)
        var sum = 0.0
        for index in starts[column]..<starts[column + 1] {
            sum += weights[Int(indices[index])] * values[index] * values[index]
        }
        return sum
    }

    /// The sum of a column's products with a vector, each times its row's weight.
    ///
    /// - Precondition: the column is in range; weights and vector have the shape (rows).
    /// - Complexity: O(stored elements of the column).
    public func weightedProduct(
        _ column: Int, _ weights: Span<Double>, _ vector: borrowing MutableSpan<Double>
    ) -> Double {
        let (indices, values) = (rowIndices.span, values.span)
        var sum = 0.0
        for index in starts[column]..<starts[column + 1] {
            let row = Int(indices[index])
            sum += weights[row] * values[index] * vector[row]
        }
        return sum
    }

    /// Adds a column times a number to a vector.
    ///
    /// - Precondition: the column is in range; the vector has the shape (rows).
    /// - Complexity: O(stored elements of the column).
    public func add(_ column: Int, times factor: Double, to vector: inout MutableSpan<Double>) {
        let (indices, values) = (rowIndices.span, values.span)
        for index in starts[column]..<starts[column + 1] {
            vector[Int(indices[index])] += factor * values[index]
        }
    }
}
