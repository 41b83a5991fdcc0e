/// Finds the greatest singular values of a matrix by block Krylov spaces from a random start, restarted with what was found.
///
/// The space of A' A (or A A', whichever is smaller) grows by a block of vectors at a time, orthogonal to all before; the
/// restart keeps the best of it. It ends when residuals are small enough, not after a number of passes.
///
/// Sources: C. Musco and C. Musco, "Randomized block Krylov methods for stronger and faster approximate singular value
/// decomposition" (2015); K. Wu and H. Simon, "Thick-restart Lanczos method for large symmetric eigenvalue problems" (2000);
/// A. Stathopoulos and K. Wu, "A block orthogonalization procedure with constant synchronization requirements" (2002).
struct SingularSearch {
    let matrix: DesignOperator
    /// Singular values asked for.
    let rank: Int
    /// Of residuals, relative to their singular value.
    let tolerance: Double
    /// Vectors a block.
    let width: Int
    /// Products with blocks at most, but for those that `rank` vectors need.
    let maximumProducts: Int
    let seed: UInt64
    /// A power of two that keeps the square of the matrix within the numbers there are.
    let scale: Double

    /// The least eigenvalue of unit vectors' products from which bringing them to right angles loses less than two digits, so that
    /// what was taken off them need not be taken off again.
    private static let independence = 1e-4

    private var isWide: Bool { matrix.design.rows < matrix.design.columns }
    private var order: Int { min(matrix.design.rows, matrix.design.columns) }
    private var concurrency: Int { matrix.concurrency }

    /// The square of the matrix, on its shorter side, times vectors.
    private func square(_ vectors: TallMatrix) -> TallMatrix {
        let square =
            isWide
            ? matrix.times(matrix.transposedTimes(vectors)) : matrix.transposedTimes(matrix.times(vectors))
        guard scale != 1 else { return square }
        return TallMatrix(
            rows: square.rows, columns: square.columns, elements: square.elements.map { $0 * scale })
    }

    /// Vectors of the shorter side that span what is asked for, the products they took, and whether they were enough.
    ///
    /// - Throws: `LinearAlgebraError.notFinite` where products overflow.
    func vectors() throws(LinearAlgebraError) -> (vectors: TallMatrix, products: Int, hasConverged: Bool) {
        let kept = rank + width
        let capacity = max(4 * rank, rank + 12 * width) + width
        if order <= max(256, capacity) { return try whole() }
        var basis = TallMatrix(rows: order, capacity: capacity)
        // The square's projection on the basis.
        var projection = SymmetricMatrix(order: capacity)
        var random = CounterRandom(seed: seed, stream: "singular vectors")
        var block = orthonormal(draw(width, &random), isClear: true, against: basis, &random)
        var products = 0
        while true {
            basis.append(block)
            var next = square(block)
            products += 2
            let (coefficients, isClear) = removed(basis, from: &next)
            let first = basis.columns - width
            for row in 0..<basis.columns {
                for column in 0..<width where row <= first + column {
                    projection[row, first + column] = coefficients[row, column]
                }
            }
            let remainder = next.transposedProduct(next, concurrency: concurrency)
            let isFull = basis.columns + width > capacity
            let mustEnd = products >= maximumProducts && basis.columns >= rank
            let mayEnd = basis.columns >= 2 * rank && products / 2 % 4 == 0
            if isFull || mayEnd || mustEnd {
                let own = SymmetricMatrix(
                    order: basis.columns,
                    lowerTriangle: (0..<basis.columns).flatMap { row in
                        (0..<basis.columns).map { projection[row, $0] }
                    })
                let (values, vectors) = try own.eigenvectors()
                let enough = isEnough(values, vectors, remainder, columns: basis.columns)
                if enough || mustEnd {
                    return (
                        basis.product(vectors.leading(rank), concurrency: concurrency), products, enough
                    )
                }
                if isFull {
                    basis.replace(by: basis.product(vectors.leading(kept), concurrency: concurrency))
                    projection = SymmetricMatrix(order: capacity)
                    for place in 0..<kept { projection[place, place] = values[place] }
                }
            }
            block = orthonormal(next, isClear: isClear, against: basis, &random)
        }
    }

    /// Whether |A' u - s v| is within the tolerance of s for each: that of the square is s times as much.
    private func isEnough(
        _ values: [Double], _ vectors: Matrix, _ remainder: Matrix, columns: Int
    ) -> Bool {
        (0..<rank).allSatisfy { place in
            let last = (columns - width..<columns).map { vectors[$0, place] }
            var square = 0.0
            for row in 0..<width {
                for column in 0..<width { square += last[row] * remainder[row, column] * last[column] }
            }
            let value = max(values[place], 0)
            // A value that rounding hides under the greatest one gets no better.
            let floor = 0x1p-50 * max(values[0], 0)
            return max(square, 0).squareRoot() <= max(tolerance * value, floor)
        }
    }

    /// All eigenvectors, where the matrix is small on one side.
    ///
    /// The square is computed some columns at a time, so that less than the matrix itself is held besides.
    private func whole() throws(LinearAlgebraError) -> (
        vectors: TallMatrix, products: Int, hasConverged: Bool
    ) {
        let step = min(
            order,
            max(width, matrix.design.storedCount / (4 * max(matrix.design.rows, matrix.design.columns))))
        var products = 0
        var whole = Matrix(rows: order, columns: order)
        for first in stride(from: 0, to: order, by: step) {
            let columns = min(step, order - first)
            var units = [Double](repeating: 0, count: order * columns)
            for column in 0..<columns { units[(first + column) * columns + column] = 1 }
            let part = square(TallMatrix(rows: order, columns: columns, elements: units))
            for row in first..<order {
                for column in 0..<columns {
                    whole[row, first + column] = part.elements[row * columns + column]
                }
            }
            products += 2
        }
        let (_, vectors) = try SymmetricMatrix(order: order, lowerTriangle: whole.elements).eigenvectors()
        let leading = vectors.leading(rank)
        return (TallMatrix(rows: order, columns: rank, elements: leading.elements), products, true)
    }

    private func draw(_ count: Int, _ random: inout CounterRandom) -> TallMatrix {
        TallMatrix(
            rows: order, columns: count,
            elements: (0..<order * count).map { _ in random.nextUniform() - 0.5 })
    }

    /// Takes off what lies in the basis, again where much was taken off, and returns it, and whether the last time little was.
    private func removed(
        _ basis: TallMatrix, from block: inout TallMatrix
    ) -> (coefficients: Matrix, isClear: Bool) {
        var sums = [Double](repeating: 0, count: basis.columns * block.columns)
        func coefficients() -> Matrix {
            Matrix(rows: basis.columns, columns: block.columns, elements: sums)
        }
        var lengths = block.squaredLengths()
        for _ in 0..<2 {
            let part = basis.transposedProduct(block, concurrency: concurrency)
            block = basis.product(part, times: -1, addedTo: block, concurrency: concurrency)
            for index in part.elements.indices { sums[index] += part.elements[index] }
            let before = lengths
            lengths = block.squaredLengths()
            // What is left of a hundredth has lost two digits of its right angles.
            if !zip(before, lengths).contains(where: { $1 < 1e-4 * $0 }) {
                return (coefficients(), true)
            }
        }
        return (coefficients(), false)
    }

    /// Vectors of length 1 at right angles that span a block; random ones stand in for what depends on others.
    ///
    /// - Parameter isClear: whether the block is at right angles to the basis, but for rounding.
    private func orthonormal(
        _ block: TallMatrix, isClear: Bool, against basis: TallMatrix, _ random: inout CounterRandom
    ) -> TallMatrix {
        var block = block
        for attempt in 0..<3 {
            // Lengths of their own first, so that a short vector is not taken for rounding.
            let lengths = block.squaredLengths().map { $0.squareRoot() }
            let greatest = lengths.max() ?? 0
            let missing = lengths.indices.filter { !(lengths[$0] > greatest * 0x1p-45) }
            var scale = Matrix(rows: width, columns: width)
            for column in lengths.indices where !missing.contains(column) {
                scale[column, column] = 1 / lengths[column]
            }
            block = block.product(scale, concurrency: concurrency)
            let gram = block.transposedProduct(block, concurrency: concurrency)
            guard
                let (values, vectors) = try? SymmetricMatrix(order: width, lowerTriangle: gram.elements)
                    .eigenvectors()
            else { break }
            let rank = values.count { $0 > 0x1p-40 }
            var turn = Matrix(rows: width, columns: width)
            for column in 0..<rank {
                let factor = 1 / values[column].squareRoot()
                for row in 0..<width { turn[row, column] = vectors[row, column] * factor }
            }
            block = block.product(turn, concurrency: concurrency)
            if rank < width {
                var fresh = draw(width, &random)
                _ = removed(basis, from: &fresh)
                var choice = Matrix(rows: width, columns: width)
                for column in rank..<width { choice[column, column] = 1 }
                block = fresh.product(choice, addedTo: block, concurrency: concurrency)
            } else if attempt > 0 || (isClear && values[width - 1] > Self.independence) {
                break
            }
            _ = removed(basis, from: &block)
        }
        return block
    }
}

extension Matrix {
    /// The first columns.
    fileprivate func leading(_ count: Int) -> Matrix {
        Matrix(
            rows: rows, columns: count,
            elements: (0..<rows).flatMap { row in (0..<count).map { self[row, $0] } })
    }
}
