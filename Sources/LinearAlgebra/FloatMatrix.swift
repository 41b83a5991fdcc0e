/// A dense matrix stored in single precision, row after row: half the memory, and half the traffic of a pass.
///
/// Whatever is computed from it is computed in double precision.
public struct FloatMatrix: Equatable, Sendable {
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    /// The elements, row after row; shape (rows * columns).
    public let elements: [Float]

    /// Creates a matrix from its elements, row after row.
    ///
    /// - Precondition: there are `rows * columns` elements.
    public init(rows: Int, columns: Int, elements: [Float]) {
        precondition(rows >= 0 && columns >= 0, "a matrix has no negative shape")
        precondition(elements.count == rows * columns, "a matrix has rows * columns elements")
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    /// Writes numbers in double precision, in a loop that is compiled to vector instructions.
    ///
    /// - Precondition: there is room for all.
    static func widen(_ elements: Span<Float>, into wide: inout [Double]) {
        let count = elements.count
        var span = wide.mutableSpan
        precondition(span.count >= count)
        for index in 0..<count { span[index] = Double(elements[index]) }
    }
}
