extension SparseMatrix {
    /// The columns as rows.
    ///
    /// - Complexity: O(stored elements + columns).
    public func transposed() -> SparseMatrix {
        var starts = [Int](repeating: 0, count: columns + 1)
        for column in columnIndices { starts[Int(column) + 1] += 1 }
        for column in 0..<columns { starts[column + 1] += starts[column] }
        var next = starts
        var indices = [Int32](repeating: 0, count: values.count)
        var elements = [Double](repeating: 0, count: values.count)
        for row in 0..<rows {
            for index in rowStarts[row]..<rowStarts[row + 1] {
                let column = Int(columnIndices[index])
                indices[next[column]] = Int32(row)
                elements[next[column]] = values[index]
                next[column] += 1
            }
        }
        return SparseMatrix(columns: rows, rowStarts: starts, columnIndices: indices, values: elements)
    }

    /// The product with a block of vectors; shape (rows, vectors' columns).
    ///
    /// - Precondition: the vectors are full and have a row a column.
    /// - Complexity: O(stored elements * vectors' columns).
    func times(_ vectors: TallMatrix, concurrency: Int) -> TallMatrix {
        precondition(vectors.rows == columns && vectors.capacity == vectors.columns, "vectors fit")
        let width = vectors.columns
        let blocks = RowBlocks(
            rowCount: rows, blockSize: max(1024, (rows + 63) / 64), concurrency: concurrency)
        let product = blocks.filled(width: width) { block, part in
            VectorLoops.multiply(self, rows: block, with: vectors.elements.span, width: width, into: &part)
        }
        return TallMatrix(rows: rows, columns: width, elements: product)
    }
}
