/// A matrix that is multiplied with blocks of vectors, centred or not.
///
/// A centred matrix A - 1 m' is never formed: (A - 1 m') x = A x - 1 (m' x), and (A - 1 m')' y = A' y - m (1' y).
struct DesignOperator: Sendable {
    let design: DesignMatrix
    /// What is taken off each column; empty for nothing.
    let means: [Double]
    /// A sparse design's columns as rows, so that either product goes row by row.
    private let transposed: SparseMatrix?
    let concurrency: Int

    init(_ design: DesignMatrix, means: [Double], concurrency: Int) {
        self.design = design
        self.means = means
        self.concurrency = concurrency
        transposed = if case .sparse(let matrix) = design { matrix.transposed() } else { nil }
    }

    /// A x; shape (rows, x's columns).
    ///
    /// - Parameter vectors: shape (columns of the design, any); full.
    func times(_ vectors: TallMatrix) -> TallMatrix {
        var product =
            switch design {
            case .sparse(let matrix): matrix.times(vectors, concurrency: concurrency)
            default: design.times(vectors, concurrency: concurrency)
            }
        if !means.isEmpty {
            let shift = TallMatrix(rows: means.count, columns: 1, elements: means)
                .transposedProduct(vectors, concurrency: concurrency)
            product = TallMatrix(
                rows: product.rows, columns: 1, elements: [Double](repeating: 1, count: product.rows)
            ).product(shift, times: -1, addedTo: product, concurrency: concurrency)
        }
        return product
    }

    /// A' y; shape (columns of the design, y's columns).
    ///
    /// - Parameter vectors: shape (rows, any); full.
    func transposedTimes(_ vectors: TallMatrix) -> TallMatrix {
        var product =
            if let transposed {
                transposed.times(vectors, concurrency: concurrency)
            } else {
                design.transposedTimes(vectors, concurrency: concurrency)
            }
        if !means.isEmpty {
            let sums = TallMatrix(
                rows: vectors.rows, columns: 1, elements: [Double](repeating: 1, count: vectors.rows)
            ).transposedProduct(vectors, concurrency: concurrency)
            product = TallMatrix(rows: means.count, columns: 1, elements: means)
                .product(sums, times: -1, addedTo: product, concurrency: concurrency)
        }
        return product
    }
}
