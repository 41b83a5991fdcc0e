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
        let parts = RowBlocks(
            rowCount: rows, blockSize: max(1024, (rows + 63) / 64), concurrency: concurrency
        )
        .map { block in
            var part = [Double](repeating: 0, count: block.count * width)
            var first = 0
            // Eight vectors at a time stay in registers.
            while first + 8 <= width {
                addEight(block, vectors.elements, width, first, to: &part)
                first += 8
            }
            if first < width { addRest(block, vectors.elements, width, first, to: &part) }
            return part
        }
        return TallMatrix(rows: rows, columns: width, elements: parts.flatMap { $0 })
    }

    // Where rows and columns lie was checked when the matrix was made; looking again at each element would take as long as
    // the product itself.

    private func addEight(
        _ block: Range<Int>, _ vectors: [Double], _ width: Int, _ first: Int, to part: inout [Double]
    ) {
        precondition(vectors.count == columns * width && first + 8 <= width)
        let bytes = unsafe vectors.span.bytes
        unsafe columnIndices.withUnsafeBufferPointer { indices in
            unsafe values.withUnsafeBufferPointer { values in
                for row in block {
                    var sum = SIMD8<Double>()
                    for index in rowStarts[row]..<rowStarts[row + 1] {
                        let start = unsafe (Int(indices[index]) * width + first) * 8
                        let eight = unsafe bytes.unsafeLoadUnaligned(
                            fromUncheckedByteOffset: start, as: SIMD8<Double>.self)
                        unsafe sum += values[index] * eight
                    }
                    let place = (row - block.lowerBound) * width + first
                    for lane in 0..<8 { part[place + lane] = sum[lane] }
                }
            }
        }
    }

    private func addRest(
        _ block: Range<Int>, _ vectors: [Double], _ width: Int, _ first: Int, to part: inout [Double]
    ) {
        for row in block {
            let place = (row - block.lowerBound) * width
            for index in rowStarts[row]..<rowStarts[row + 1] {
                let start = Int(columnIndices[index]) * width
                for column in first..<width {
                    part[place + column] += values[index] * vectors[start + column]
                }
            }
        }
    }
}
