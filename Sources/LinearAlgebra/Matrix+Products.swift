import COpenBLAS

extension Matrix {
    /// The product with a vector: element i is row i times the vector.
    ///
    /// - Parameters:
    ///   - vector: shape (columns).
    ///   - concurrency: threads at most; the bits do not depend on it.
    /// - Returns: shape (rows).
    /// - Precondition: the vector has the shape.
    /// - Complexity: O(rows * columns).
    public func product(_ vector: [Double], concurrency: Int = 1) -> [Double] {
        precondition(vector.count == columns, "the vector has another shape than the matrix's rows")
        guard columns > 0 else { return Array(repeating: 0, count: rows) }
        let blocks = RowBlocks(rowCount: rows, concurrency: concurrency)
        return blocks.map { range in self.product(vector, in: range) }.flatMap { $0 }
    }

    /// The product of the transposed matrix with a vector: element j is column j times the vector.
    ///
    /// - Parameters:
    ///   - vector: shape (rows).
    ///   - concurrency: threads at most; the bits do not depend on it.
    /// - Returns: shape (columns).
    /// - Precondition: the vector has the shape.
    /// - Complexity: O(rows * columns).
    public func transposedProduct(_ vector: [Double], concurrency: Int = 1) -> [Double] {
        precondition(vector.count == rows, "the vector has another shape than the matrix's columns")
        guard columns > 0 else { return [] }
        let blocks = RowBlocks(rowCount: rows, concurrency: concurrency)
        return blocks.sum(count: columns) { range in self.transposedProduct(vector, in: range) }
    }

    /// The weighted Gram matrix X' diag(weights) X.
    ///
    /// - Parameters:
    ///   - weights: shape (rows); finite, none below 0.
    ///   - concurrency: threads at most; the bits do not depend on it.
    /// - Returns: order (columns).
    /// - Precondition: the weights have the shape.
    /// - Complexity: O(rows * columns^2).
    public func weightedGram(_ weights: [Double], concurrency: Int = 1) -> SymmetricMatrix {
        precondition(weights.count == rows, "there is a weight a row")
        guard columns > 0 else { return SymmetricMatrix(order: 0) }
        let blocks = RowBlocks(rowCount: rows, concurrency: concurrency)
        let lower = blocks.sum(count: columns * columns) { range in self.weightedGram(weights, in: range) }
        return SymmetricMatrix(order: columns, lowerTriangle: lower)
    }

    private func product(_ vector: [Double], in range: Range<Int>) -> [Double] {
        OpenBLAS.useOneThread
        var result = [Double](repeating: 0, count: range.count)
        unsafe elements.withUnsafeBufferPointer { x in
            unsafe result.withUnsafeMutableBufferPointer { y in
                unsafe cblas_dgemv(
                    CblasRowMajor, CblasNoTrans, Int32(range.count), Int32(columns), 1,
                    x.baseAddress.map { unsafe $0 + range.lowerBound * columns }, Int32(columns), vector, 1,
                    0, y.baseAddress, 1)
            }
        }
        return result
    }

    private func transposedProduct(_ vector: [Double], in range: Range<Int>) -> [Double] {
        OpenBLAS.useOneThread
        var result = [Double](repeating: 0, count: columns)
        unsafe elements.withUnsafeBufferPointer { x in
            unsafe result.withUnsafeMutableBufferPointer { y in
                unsafe cblas_dgemv(
                    CblasRowMajor, CblasTrans, Int32(range.count), Int32(columns), 1,
                    x.baseAddress.map { unsafe $0 + range.lowerBound * columns }, Int32(columns),
                    Array(vector[range]), 1, 0, y.baseAddress, 1)
            }
        }
        return result
    }

    private func weightedGram(_ weights: [Double], in range: Range<Int>) -> [Double] {
        OpenBLAS.useOneThread
        let scaled = scaledRows(weights, in: range)
        var result = [Double](repeating: 0, count: columns * columns)
        unsafe result.withUnsafeMutableBufferPointer { y in
            unsafe cblas_dsyrk(
                CblasRowMajor, CblasLower, CblasTrans, Int32(columns), Int32(range.count), 1, scaled,
                Int32(columns), 0, y.baseAddress, Int32(columns))
        }
        return result
    }

    /// The rows of a range, each times the square root of its weight.
    private func scaledRows(_ weights: [Double], in range: Range<Int>) -> [Double] {
        var scaled = Array(elements[range.lowerBound * columns..<range.upperBound * columns])
        var span = scaled.mutableSpan
        for row in 0..<range.count {
            let root = weights[range.lowerBound + row].squareRoot()
            for column in 0..<columns { span[row * columns + column] *= root }
        }
        return scaled
    }
}
