extension FloatMatrix {
    /// The products of rows with a vector, in double precision: numbers are widened in the registers they are multiplied in.
    ///
    /// - Parameters:
    ///   - rows: within the matrix.
    ///   - vector: shape (columns).
    ///   - margins: shape (rows); overwritten.
    /// - Precondition: the shapes fit.
    func multiply(
        _ rows: Range<Int>, by vector: Span<Double>, into margins: consuming MutableSpan<Double>
    ) {
        precondition(vector.count == columns && margins.count >= rows.count)
        precondition(rows.lowerBound >= 0 && rows.upperBound <= self.rows)
        let (numbers, factors) = unsafe (elements.span.bytes, vector.bytes)
        let whole = columns / 8 * 8
        for row in rows {
            let start = row * columns
            var sum = SIMD8<Double>()
            var column = 0
            while column < whole {
                // Within the row and the vector, whose lengths were checked.
                let own = unsafe numbers.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: (start &+ column) &* 4, as: SIMD8<Float>.self)
                let factor = unsafe factors.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: column &* 8, as: SIMD8<Double>.self)
                sum += SIMD8<Double>(own) * factor
                column &+= 8
            }
            var margin = sum.sum()
            for column in whole..<columns { margin += Double(elements[start + column]) * vector[column] }
            margins[row - rows.lowerBound] = margin
        }
    }
}
