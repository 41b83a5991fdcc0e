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
        return RowBlocks(rowCount: rows, concurrency: concurrency).filled { block, margins in
            switch self {
            case .sparse(let matrix): matrix.multiply(block, by: vector.span, into: &margins)
            case .float(let matrix): matrix.multiply(block, by: vector.span, into: &margins)
            case .double(let matrix): matrix.multiply(block, by: vector, into: &margins)
            }
            finish(block, &margins)
        }
    }
}

extension Matrix {
    /// The products of rows with a vector, by OpenBLAS on the calling thread.
    fileprivate func multiply(
        _ rows: Range<Int>, by vector: [Double], into margins: inout MutableSpan<Double>
    ) {
        precondition(margins.count == rows.count, "there is a margin a row")
        guard columns > 0 else { return }
        unsafe elements.withUnsafeBufferPointer { all in
            unsafe margins.withUnsafeMutableBufferPointer { margins in
                guard let start = all.baseAddress, let target = margins.baseAddress else { return }
                unsafe cblas_dgemv(
                    CblasRowMajor, CblasNoTrans, Int32(rows.count), Int32(columns), 1,
                    start + rows.lowerBound * columns, Int32(columns), vector, 1, 0, target, 1)
            }
        }
    }
}
