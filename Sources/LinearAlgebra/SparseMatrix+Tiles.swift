extension SparseMatrix {
    /// Rows a tile.
    private static let tileRows = 256

    /// Adds the sums over the rows of a block.
    func gather<Figures: Sendable>(
        _ block: Range<Int>, _ vector: [Double], into sums: inout BlockSums<Figures>,
        body: DesignMatrix.TileBody<Figures>
    ) {
        var margins = [Double](repeating: 0, count: Self.tileRows)
        var residuals = margins
        var curvature = margins
        for first in stride(from: block.lowerBound, to: block.upperBound, by: Self.tileRows) {
            let rows = first..<min(first + Self.tileRows, block.upperBound)
            if margins.count != rows.count {
                margins = [Double](repeating: 0, count: rows.count)
                residuals = margins
                curvature = margins
            }
            multiply(rows, by: vector.span, into: margins.mutableSpan)
            DenseTiles.call(body, rows, &margins, &residuals, &curvature, &sums.figures)
            addTransposed(rows, times: residuals.span, to: sums.transposed.mutableSpan)
        }
    }

    private func multiply(
        _ rows: Range<Int>, by vector: Span<Double>, into margins: consuming MutableSpan<Double>
    ) {
        let (indices, values) = (columnIndices.span, values.span)
        for row in rows {
            var sum = 0.0
            for index in rowStarts[row]..<rowStarts[row + 1] {
                sum += values[index] * vector[Int(indices[index])]
            }
            margins[row - rows.lowerBound] = sum
        }
    }

    private func addTransposed(
        _ rows: Range<Int>, times residuals: Span<Double>, to sums: consuming MutableSpan<Double>
    ) {
        let (indices, values) = (columnIndices.span, values.span)
        for row in rows {
            let residual = residuals[row - rows.lowerBound]
            for index in rowStarts[row]..<rowStarts[row + 1] {
                sums[Int(indices[index])] += residual * values[index]
            }
        }
    }
}
