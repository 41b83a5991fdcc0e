extension SparseMatrix {
    /// Rows a tile.
    private static let tileRows = 256

    /// Adds the sums over the rows of a block.
    func gather<Figures: Sendable>(
        _ block: Range<Int>, _ vector: [Double], into sums: inout BlockSums<Figures>,
        body: DesignMatrix.TileBody<Figures>
    ) {
        var tile = TileFigures(rows: Self.tileRows)
        for first in stride(from: block.lowerBound, to: block.upperBound, by: Self.tileRows) {
            let rows = first..<min(first + Self.tileRows, block.upperBound)
            tile.fit(rows: rows.count)
            multiply(rows, by: vector.span, into: tile.margins.mutableSpan)
            tile.call(body, rows, &sums.figures)
            addTransposed(rows, times: tile.residuals.span, to: sums.transposed.mutableSpan)
        }
    }

    // Where rows and columns lie was checked when the matrix was made; looking again at each element would take as long as
    // the product itself.

    private func multiply(
        _ rows: Range<Int>, by vector: Span<Double>, into margins: consuming MutableSpan<Double>
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
