import COpenBLAS

// Products of dense rows with blocks of vectors; single precision is widened tile by tile.
extension DesignMatrix {
    /// The product with a block of vectors; shape (rows, vectors' columns).
    ///
    /// - Precondition: the design is dense; the vectors are full and have a row a column.
    func times(_ vectors: TallMatrix, concurrency: Int) -> TallMatrix {
        precondition(vectors.rows == columns && vectors.capacity == vectors.columns, "vectors fit")
        OpenBLAS.useOneThread
        let width = vectors.columns
        let product = blocks(numbersEach: 16_384, concurrency: concurrency).filled(width: width) {
            block, part in
            unsafe part.withUnsafeMutableBufferPointer { part in
                guard columns > 0, let target = part.baseAddress else { return }
                unsafe eachTile(of: block) { rows, elements in
                    unsafe cblas_dgemm(
                        CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(rows.count), Int32(width),
                        Int32(columns), 1, elements, Int32(columns), vectors.elements, Int32(width), 0,
                        target + (rows.lowerBound - block.lowerBound) * width, Int32(width))
                }
            }
        }
        return TallMatrix(rows: rows, columns: width, elements: product)
    }

    /// The transposed product with a block of vectors; shape (columns, vectors' columns).
    ///
    /// - Precondition: the design is dense; the vectors are full and have a row a row.
    func transposedTimes(_ vectors: TallMatrix, concurrency: Int) -> TallMatrix {
        precondition(vectors.rows == rows && vectors.capacity == vectors.columns, "vectors fit")
        OpenBLAS.useOneThread
        let width = vectors.columns
        let parts = blocks(numbersEach: columns * width, concurrency: concurrency).map { block in
            var part = [Double](repeating: 0, count: columns * width)
            unsafe eachTile(of: block) { rows, elements in
                guard columns > 0, width > 0 else { return }
                unsafe vectors.elements.withUnsafeBufferPointer { vectors in
                    guard let own = vectors.baseAddress else { return }
                    unsafe cblas_dgemm(
                        CblasRowMajor, CblasTrans, CblasNoTrans, Int32(columns), Int32(width),
                        Int32(rows.count), 1, elements, Int32(columns), own + rows.lowerBound * width,
                        Int32(width), 1, &part, Int32(width))
                }
            }
            return part
        }
        var sum = [Double](repeating: 0, count: columns * width)
        for part in parts { for index in sum.indices { sum[index] += part[index] } }
        return TallMatrix(rows: columns, columns: width, elements: sum)
    }
}
