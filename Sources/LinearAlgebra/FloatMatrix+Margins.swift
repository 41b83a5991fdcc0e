extension FloatMatrix {
    /// The products of rows with a vector, in double precision.
    ///
    /// - Parameters:
    ///   - rows: within the matrix.
    ///   - vector: shape (columns).
    ///   - margins: shape (rows); overwritten.
    /// - Precondition: the shapes fit.
    func multiply(
        _ rows: Range<Int>, by vector: Span<Double>, into margins: inout MutableSpan<Double>
    ) {
        precondition(vector.count == columns, "the vector has another shape than the rows")
        let own = elements.span.extracting(rows.lowerBound * columns..<rows.upperBound * columns)
        VectorLoops.rowProducts(own, by: vector, into: &margins)
    }
}
