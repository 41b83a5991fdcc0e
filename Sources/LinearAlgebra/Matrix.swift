/// A dense matrix of doubles, stored row after row.
public struct Matrix: Equatable, Sendable {
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    /// The elements, row after row; shape (rows * columns).
    public private(set) var elements: [Double]

    /// Creates a matrix of equal elements.
    ///
    /// - Precondition: neither count is negative.
    public init(rows: Int, columns: Int, repeating element: Double = 0) {
        precondition(rows >= 0 && columns >= 0, "a matrix has no negative shape")
        self.rows = rows
        self.columns = columns
        elements = Array(repeating: element, count: rows * columns)
    }

    /// Creates a matrix from its elements, row after row.
    ///
    /// - Precondition: there are `rows * columns` elements.
    public init(rows: Int, columns: Int, elements: [Double]) {
        precondition(rows >= 0 && columns >= 0, "a matrix has no negative shape")
        precondition(elements.count == rows * columns, "a matrix has rows * columns elements")
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    /// The element of a row and a column.
    ///
    /// - Precondition: both are in range.
    public subscript(row: Int, column: Int) -> Double {
        get {
            precondition(row >= 0 && row < rows && column >= 0 && column < columns, "outside the matrix")
            return elements[row * columns + column]
        }
        set {
            precondition(row >= 0 && row < rows && column >= 0 && column < columns, "outside the matrix")
            elements[row * columns + column] = newValue
        }
    }
}
