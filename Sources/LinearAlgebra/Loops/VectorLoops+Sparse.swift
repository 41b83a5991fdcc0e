import CVectorLoops

extension VectorLoops {
    /// The products of some sparse rows with vectors that lie side by side.
    ///
    /// - Parameters:
    ///   - rows: within the matrix.
    ///   - vectors: shape (matrix' columns, width).
    ///   - products: shape (rows, width); overwritten.
    /// - Precondition: the shapes fit.
    /// - Complexity: O(stored elements of the rows * width).
    static func multiply(
        _ matrix: SparseMatrix, rows: Range<Int>, with vectors: Span<Double>, width: Int,
        into products: inout MutableSpan<Double>
    ) {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= matrix.rows, "rows are in range")
        precondition(vectors.count == matrix.columns * width, "vectors have a number a column")
        precondition(products.count == rows.count * width, "there is a product a row and vector")
        // Where rows and columns lie was checked when the matrix was made.
        unsafe matrix.values.withUnsafeBufferPointer { values in
            unsafe matrix.columnIndices.withUnsafeBufferPointer { indices in
                unsafe vectors.withUnsafeBufferPointer { vectors in
                    unsafe products.withUnsafeMutableBufferPointer { products in
                        guard let target = products.baseAddress else { return }
                        guard let values = values.baseAddress, let indices = indices.baseAddress,
                            let vectors = vectors.baseAddress
                        else {
                            unsafe products.update(repeating: 0)
                            return
                        }
                        unsafe leadline_sparse_products(
                            values, indices, matrix.rowStarts, rows.lowerBound, rows.count, vectors, width,
                            target)
                    }
                }
            }
        }
    }
}
