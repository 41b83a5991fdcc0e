import COpenBLAS

extension DesignMatrix {
    /// What becomes of the margins X v, without a look at the rows again.
    ///
    /// - Parameters:
    ///   - vector: v; shape (columns).
    ///   - concurrency: threads at most; the bits do not depend on it.
    ///   - finish: what is made of the margins of some rows, in place; called for several blocks at a time.
    /// - Returns: shape (rows).
    /// - Precondition: the vector has the shape.
    /// - Complexity: O(stored elements), each read from memory once.
    public func margins(
        _ vector: [Double], concurrency: Int,
        finish: @Sendable (_ rows: Range<Int>, _ margins: inout MutableSpan<Double>) -> Void
    ) -> [Double] {
        precondition(vector.count == columns, "the vector has another shape than the design's rows")
        OpenBLAS.useOneThread
        let parts = RowBlocks(rowCount: rows, concurrency: concurrency).map { block in
            var part = [Double](repeating: 0, count: block.count)
            if case .sparse(let matrix) = self {
                matrix.multiply(block, by: vector.span, into: part.mutableSpan)
            } else if columns > 0 {
                unsafe eachTile(of: block) { rows, elements in
                    unsafe part.withUnsafeMutableBufferPointer { part in
                        guard let target = part.baseAddress else { return }
                        unsafe cblas_dgemv(
                            CblasRowMajor, CblasNoTrans, Int32(rows.count), Int32(columns), 1, elements,
                            Int32(columns), vector, 1, 0, target + (rows.lowerBound - block.lowerBound), 1)
                    }
                }
            }
            var margins = part.mutableSpan
            finish(block, &margins)
            return part
        }
        var all: [Double] = []
        all.reserveCapacity(rows)
        for part in parts { all += part }
        return all
    }
}
