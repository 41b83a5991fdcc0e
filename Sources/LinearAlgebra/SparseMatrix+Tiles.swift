extension SparseMatrix {
    /// Rows a tile.
    private static let tileRows = 256

    /// Adds the sums over the rows of a block.
    func gather<Figures: Sendable>(
        _ block: Range<Int>, _ vector: [Double], withGram: Bool, into sums: inout BlockSums<Figures>,
        body: DesignMatrix.TileBody<Figures>
    ) {
        var tile = TileFigures(rows: Self.tileRows)
        for first in stride(from: block.lowerBound, to: block.upperBound, by: Self.tileRows) {
            let rows = first..<min(first + Self.tileRows, block.upperBound)
            tile.fit(rows: rows.count)
            var margins = tile.margins.mutableSpan
            multiply(rows, by: vector.span, into: &margins)
            tile.call(body, rows, &sums.figures)
            addTransposed(rows, times: tile.residuals.span, to: sums.transposed.mutableSpan)
            guard withGram else { continue }
            addTransposed(rows, times: tile.curvature.span, to: sums.border.mutableSpan)
            addSquares(rows, times: tile.curvature.span, to: sums.gram.mutableSpan)
        }
    }

    /// Adds the products of each row's elements with each other to the lower triangle.
    private func addSquares(
        _ rows: Range<Int>, times curvature: Span<Double>, to sums: consuming MutableSpan<Double>
    ) {
        let (indices, values) = (columnIndices.span, values.span)
        for row in rows {
            let elements = rowStarts[row]..<rowStarts[row + 1]
            for left in elements {
                let factor = curvature[row - rows.lowerBound] * values[left]
                let (column, start) = (indices[left], Int(indices[left]) * columns)
                // Both orders of two elements of one column count: their sum is what is squared.
                for right in elements where indices[right] <= column {
                    sums[start + Int(indices[right])] += factor * values[right]
                }
            }
        }
    }

    // Where rows and columns lie was checked when the matrix was made; looking again at each element would take as long as
    // the product itself.

    /// The products of rows with a vector.
    func multiply(
        _ rows: Range<Int>, by vector: Span<Double>, into margins: inout MutableSpan<Double>
    ) {
        precondition(vector.count == columns && margins.count >= rows.count)
        unsafe vector.withUnsafeBufferPointer { vector in
            unsafe columnIndices.withUnsafeBufferPointer { indices in
                unsafe values.withUnsafeBufferPointer { values in
                    for row in rows {
                        var sum = 0.0
                        for index in rowStarts[row]..<rowStarts[row + 1] {
                            sum += unsafe values[index] * vector[Int(indices[index])]
                        }
                        margins[row - rows.lowerBound] = sum
                    }
                }
            }
        }
    }

    private func addTransposed(
        _ rows: Range<Int>, times residuals: Span<Double>, to sums: consuming MutableSpan<Double>
    ) {
        precondition(sums.count == columns && residuals.count >= rows.count)
        unsafe sums.withUnsafeMutableBufferPointer { sums in
            unsafe columnIndices.withUnsafeBufferPointer { indices in
                unsafe values.withUnsafeBufferPointer { values in
                    for row in rows {
                        let residual = residuals[row - rows.lowerBound]
                        for index in rowStarts[row]..<rowStarts[row + 1] {
                            unsafe sums[Int(indices[index])] += residual * values[index]
                        }
                    }
                }
            }
        }
    }
}
