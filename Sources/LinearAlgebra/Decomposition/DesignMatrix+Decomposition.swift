extension DesignMatrix {
    /// The mean of each column; shape (columns).
    ///
    /// - Precondition: there is a row.
    /// - Complexity: O(stored elements).
    public func columnMeans(concurrency: Int) -> [Double] {
        precondition(rows > 0, "no rows have no mean")
        let ones = TallMatrix(rows: rows, columns: 1, elements: [Double](repeating: 1, count: rows))
        let sums =
            if case .sparse(let matrix) = self {
                matrix.transposed().times(ones, concurrency: concurrency)
            } else {
                transposedTimes(ones, concurrency: concurrency)
            }
        return sums.elements.map { $0 / Double(rows) }
    }

    /// The product with a matrix, of the rows or of what is left of them when means are taken off.
    ///
    /// - Parameters:
    ///   - vectors: shape (columns, any).
    ///   - means: shape (columns); nil for none.
    /// - Returns: shape (rows, vectors' columns).
    /// - Precondition: the shapes fit.
    /// - Complexity: O(stored elements * vectors' columns).
    public func product(_ vectors: Matrix, means: [Double]?, concurrency: Int) -> Matrix {
        precondition(vectors.rows == columns, "the vectors have a row a column")
        return DesignOperator(self, means: means ?? [], concurrency: concurrency).times(
            TallMatrix(rows: vectors.rows, columns: vectors.columns, elements: vectors.elements)
        ).matrix
    }

    /// The sum of all squared elements, or of what is left of them when means are taken off.
    ///
    /// Stored elements of one place in a sparse row are squared one by one.
    ///
    /// - Parameter means: shape (columns); nil for none.
    /// - Complexity: O(stored elements + rows).
    public func sumOfSquares(around means: [Double]?, concurrency: Int) -> Double {
        precondition(means.map { $0.count == columns } ?? true, "there is a mean a column")
        let means = means ?? [Double](repeating: 0, count: columns)
        // Of a row without elements.
        let none = means.reduce(0) { $0 + $1 * $1 }
        return blocks(numbersEach: 1, concurrency: concurrency).map { block in
            var sum = 0.0
            switch self {
            case .double(let matrix):
                for index in block.lowerBound * columns..<block.upperBound * columns {
                    let difference = matrix.elements[index] - means[index % columns]
                    sum += difference * difference
                }
            case .float(let matrix):
                for index in block.lowerBound * columns..<block.upperBound * columns {
                    let difference = Double(matrix.elements[index]) - means[index % columns]
                    sum += difference * difference
                }
            case .sparse(let matrix):
                sum = none * Double(block.count)
                for index in matrix.rowStarts[block.lowerBound]..<matrix.rowStarts[block.upperBound] {
                    let mean = means[Int(matrix.columnIndices[index])]
                    sum += matrix.values[index] * (matrix.values[index] - 2 * mean)
                }
            }
            return sum
        }.reduce(0, +)
    }

    /// The greatest singular values with their vectors, of the rows or of what is left of them when means are taken off.
    ///
    /// Computed from squares of the matrix: values under about 1e-7 of the greatest are lost in rounding, and left out.
    ///
    /// - Parameters:
    ///   - rank: how many, above 0 and not above the shorter side.
    ///   - means: of each column, taken off without making a sparse matrix dense; nil for none.
    ///   - tolerance: of the residuals, relative to each value; above 0.
    ///   - maximumProducts: with a block of vectors; a few more where the rank needs them.
    ///   - seed: of the random start.
    ///   - concurrency: threads at most; the bits do not depend on it.
    /// - Throws: `LinearAlgebraError.notFinite` where products overflow.
    /// - Complexity: O(products * stored elements * 16 + products^2 * shorter side * 256).
    public func singularTriplets(
        rank: Int, means: [Double]?, tolerance: Double, maximumProducts: Int, seed: UInt64, concurrency: Int
    ) throws(LinearAlgebraError) -> SingularTriplets {
        precondition(rank > 0 && rank <= min(rows, columns), "the rank is within the shorter side")
        precondition(means.map { $0.count == columns } ?? true, "there is a mean a column")
        let matrix = DesignOperator(self, means: means ?? [], concurrency: concurrency)
        let search = SingularSearch(
            matrix: matrix, rank: rank, tolerance: tolerance, width: min(16, max(8, (rank + 7) / 8 * 8)),
            maximumProducts: maximumProducts, seed: seed, scale: scaleOfSquares)
        let found = try search.vectors()
        let isWide = rows < columns
        let own = found.vectors
        let images = isWide ? matrix.transposedTimes(own) : matrix.times(own)
        let values = images.columnNorms()
        let greatest = values.max() ?? 0
        let order = values.indices.filter { values[$0] > 6e-8 * greatest }
            .sorted { (values[$1], $0) < (values[$0], $1) }
        let signs = order.map { (isWide ? images : own).sign(ofColumn: $0) }
        let short = own.taking(order, times: signs)
        let long = images.taking(order, times: zip(order, signs).map { $1 / values[$0] })
        // One product is exact by construction; the other tells what is left over.
        let back = isWide ? matrix.times(long) : matrix.transposedTimes(long)
        let kept = order.map { values[$0] }
        let rest = back.minus(short, times: kept).columnNorms()
        return SingularTriplets(
            values: kept, left: isWide ? short.matrix : long.matrix,
            right: isWide ? long.matrix : short.matrix,
            residuals: rest, products: found.products + 2,
            hasConverged: found.hasConverged && zip(rest, kept).allSatisfy { $0 <= tolerance * $1 })
    }

    /// 1, or where squares of squares could overflow or vanish the power of two that brings squares near 1.
    private var scaleOfSquares: Double {
        let greatest = greatestMagnitude
        guard greatest > 0, !(greatest > 0x1p-200 && greatest < 0x1p200) else { return 1 }
        return Double(sign: .plus, exponent: -2 * Int(greatest.exponent), significand: 1)
    }

    private var greatestMagnitude: Double {
        switch self {
        case .double(let matrix): matrix.elements.reduce(0) { max($0, abs($1)) }
        case .float(let matrix): Double(matrix.elements.reduce(0) { max($0, abs($1)) })
        case .sparse(let matrix): matrix.values.reduce(0) { max($0, abs($1)) }
        }
    }

    /// The number of stored elements.
    var storedCount: Int {
        if case .sparse(let matrix) = self { matrix.values.count } else { rows * columns }
    }
}

extension TallMatrix {
    /// Row after row, without room.
    fileprivate var matrix: Matrix { Matrix(rows: rows, columns: columns, elements: elements) }

    /// The length of each column.
    fileprivate func columnNorms() -> [Double] { squaredLengths().map { $0.squareRoot() } }

    /// The sign of a column's greatest magnitude, the first of several: vectors are turned so that it is above 0.
    fileprivate func sign(ofColumn column: Int) -> Double {
        var greatest = 0.0
        for row in 0..<rows {
            let element = elements[row * capacity + column]
            if abs(element) > abs(greatest) { greatest = element }
        }
        return greatest < 0 ? -1 : 1
    }

    /// Some columns, each times a number.
    fileprivate func taking(_ order: [Int], times factors: [Double]) -> TallMatrix {
        var taken = [Double](repeating: 0, count: rows * order.count)
        for row in 0..<rows {
            for (place, column) in order.enumerated() {
                taken[row * order.count + place] = elements[row * capacity + column] * factors[place]
            }
        }
        return TallMatrix(rows: rows, columns: order.count, elements: taken)
    }

    /// Own columns less another's, each of those times a number.
    fileprivate func minus(_ other: TallMatrix, times factors: [Double]) -> TallMatrix {
        var rest = elements
        for index in rest.indices { rest[index] -= other.elements[index] * factors[index % columns] }
        return TallMatrix(rows: rows, columns: columns, elements: rest)
    }
}
