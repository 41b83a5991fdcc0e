/// A dense symmetric matrix of doubles.
public struct SymmetricMatrix: Equatable, Sendable {
    /// The number of rows, and of columns.
    public let order: Int
    /// The elements row after row, both triangles; shape (order * order).
    public private(set) var elements: [Double]

    /// Creates a matrix of zeros.
    ///
    /// - Precondition: the order is not negative.
    public init(order: Int) {
        precondition(order >= 0, "a matrix has no negative shape")
        self.order = order
        elements = Array(repeating: 0, count: order * order)
    }

    /// Creates a matrix from its lower triangle; what stands above it is ignored.
    ///
    /// - Parameters:
    ///   - order: the number of rows.
    ///   - lowerTriangle: row after row; shape (order * order).
    /// - Precondition: the elements have the shape.
    public init(order: Int, lowerTriangle: [Double]) {
        precondition(order >= 0 && lowerTriangle.count == order * order, "a square matrix is asked for")
        self.order = order
        elements = lowerTriangle
        for row in 0..<order {
            for column in 0..<row { elements[column * order + row] = elements[row * order + column] }
        }
    }

    /// The element of a row and a column; setting it sets its mirror image too.
    ///
    /// - Precondition: both are in range.
    public subscript(row: Int, column: Int) -> Double {
        get {
            precondition(row >= 0 && row < order && column >= 0 && column < order, "outside the matrix")
            return elements[row * order + column]
        }
        set {
            precondition(row >= 0 && row < order && column >= 0 && column < order, "outside the matrix")
            elements[row * order + column] = newValue
            elements[column * order + row] = newValue
        }
    }

    /// The diagonal; shape (order).
    public var diagonal: [Double] { (0..<order).map { elements[$0 * order + $0] } }
}
