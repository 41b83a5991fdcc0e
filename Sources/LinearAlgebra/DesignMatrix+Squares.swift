extension DesignMatrix {
    /// The diagonal of X' diag(weights) X.
    ///
    /// - Parameters:
    ///   - weights: shape (rows).
    ///   - concurrency: threads at most; the bits do not depend on it.
    /// - Returns: shape (columns).
    /// - Precondition: the weights have the shape.
    /// - Complexity: O(stored elements).
    public func weightedSquares(_ weights: [Double], concurrency: Int) -> [Double] {
        precondition(weights.count == rows, "there is a weight a row")
        let parts = blocks(numbersEach: columns, concurrency: concurrency).map { range in
            var sums = [Double](repeating: 0, count: columns)
            var span = sums.mutableSpan
            for row in range { addSquares(of: row, weight: weights[row], to: &span) }
            return sums
        }
        var total = [Double](repeating: 0, count: columns)
        for part in parts {
            for column in 0..<columns { total[column] += part[column] }
        }
        return total
    }

    private func addSquares(of row: Int, weight: Double, to sums: inout MutableSpan<Double>) {
        switch self {
        case .double(let matrix):
            let elements = matrix.elements.span.extracting(row * columns..<(row + 1) * columns)
            for column in 0..<elements.count { sums[column] += weight * elements[column] * elements[column] }
        case .float(let matrix):
            let elements = matrix.elements.span.extracting(row * columns..<(row + 1) * columns)
            for column in 0..<elements.count {
                sums[column] += weight * Double(elements[column]) * Double(elements[column])
            }
        case .sparse(let matrix):
            let (indices, values) = (matrix.columnIndices.span, matrix.values.span)
            for index in matrix.rowStarts[row]..<matrix.rowStarts[row + 1] {
                sums[Int(indices[index])] += weight * values[index] * values[index]
            }
        }
    }
}
