/// Some rows of a sparse matrix, and the same with columns as rows.
struct SparsePart: Sendable {
    /// Where its rows are in the matrix.
    let rows: Range<Int>
    /// The rows.
    let matrix: SparseMatrix
    /// The columns as rows.
    let transposed: SparseMatrix

    /// Products of a part take at most 256 MiB.
    private static let productLimit = 1 << 25

    static func parts(of matrix: SparseMatrix, width: Int) -> [SparsePart] {
        let step = max(1024, productLimit / width)
        return stride(from: 0, to: matrix.rows, by: step).map { first in
            let rows = first..<min(first + step, matrix.rows)
            let own = rows.count == matrix.rows ? matrix : matrix.selected(rows)
            return SparsePart(rows: rows, matrix: own, transposed: own.transposed())
        }
    }
}

extension BlockPasses {
    /// As `pass`, over sparse rows: the products of a part first, then its columns.
    func sparsePass<Figures: Sendable>(
        _ vectors: [Double], _ figures: Figures, _ body: Body<Figures>
    ) -> (transposed: [Double], figures: [Figures]) {
        var sum = [Double](repeating: 0, count: vectors.count)
        var all: [Figures] = []
        for part in parts {
            let blocks = RowBlocks(
                rowCount: part.rows.count, blockSize: 256, concurrency: concurrency
            ).map { block in
                var products = [Double](repeating: 0, count: block.count * width)
                part.matrix.multiply(block, byBlock: vectors, width: width, into: &products)
                var own = figures
                let rows =
                    block.lowerBound + part.rows.lowerBound..<block.upperBound + part.rows.lowerBound
                Self.call(body, rows, width, &products, &own)
                return (products, own)
            }
            let residuals = blocks.flatMap { $0.0 }
            all += blocks.map { $0.1 }
            let columns = RowBlocks(
                rowCount: design.columns, blockSize: max(64, (design.columns + 63) / 64),
                concurrency: concurrency)
            let found = columns.map { block in
                var own = [Double](repeating: 0, count: block.count * width)
                part.transposed.multiply(block, byBlock: residuals, width: width, into: &own)
                return own
            }
            var place = 0
            for own in found {
                for value in own {
                    sum[place] += value
                    place += 1
                }
            }
        }
        return (sum, all)
    }
}

extension SparseMatrix {
    /// Some rows that follow each other.
    ///
    /// - Precondition: the rows are in range.
    func selected(_ rows: Range<Int>) -> SparseMatrix {
        let elements = rowStarts[rows.lowerBound]..<rowStarts[rows.upperBound]
        return SparseMatrix(
            columns: columns,
            rowStarts: rowStarts[rows.lowerBound...rows.upperBound].map { $0 - elements.lowerBound },
            columnIndices: Array(columnIndices[elements]), values: Array(values[elements]))
    }

    /// Adds the products of rows with a block of vectors.
    ///
    /// - Parameters:
    ///   - vectors: shape (columns, width).
    ///   - products: shape (rows, width).
    func multiply(_ rows: Range<Int>, byBlock vectors: [Double], width: Int, into products: inout [Double]) {
        precondition(vectors.count == columns * width && products.count == rows.count * width)
        precondition(rows.lowerBound >= 0 && rows.upperBound <= self.rows)
        // Where rows and columns lie was checked when the matrix was made; looking again at each element would take as long as
        // the product itself.
        unsafe products.withUnsafeMutableBufferPointer { products in
            unsafe vectors.withUnsafeBufferPointer { vectors in
                unsafe columnIndices.withUnsafeBufferPointer { indices in
                    unsafe values.withUnsafeBufferPointer { values in
                        for row in rows {
                            let target = (row - rows.lowerBound) * width
                            for index in rowStarts[row]..<rowStarts[row + 1] {
                                let factor = unsafe values[index]
                                let source = unsafe Int(indices[index]) * width
                                for place in 0..<width {
                                    unsafe products[target + place] += factor * vectors[source + place]
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
