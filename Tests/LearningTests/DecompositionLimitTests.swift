import LinearAlgebra
import Learning
import Testing

/// Decompositions where memory, products, digits or exponents end.
@Suite struct DecompositionLimitTests {
    private func fit(
        _ rows: DesignMatrix, rank: Int, isCentred: Bool = false, tolerance: Double = 1e-7, threads: Int = 2,
        products: Int = 2_000
    ) throws -> DecompositionFit {
        try Decomposition(
            .init(rank: rank, isCentred: isCentred, tolerance: tolerance, maximumProducts: products),
            concurrency: threads
        ).fit(rows)
    }

    private func random(_ rows: Int, _ columns: Int) -> Matrix {
        var random = CounterRandom(seed: 21, stream: "limits")
        return Matrix(
            rows: rows, columns: columns,
            elements: (0..<rows * columns).map { _ in random.nextUniform() - 0.5 })
    }

    /// Some numbers a row, in columns that depend on row and place.
    private func sparse(_ rows: Int, _ columns: Int, each: Int) -> SparseMatrix {
        var random = CounterRandom(seed: 22, stream: "limits")
        return SparseMatrix(
            columns: columns, rowStarts: (0...rows).map { $0 * each },
            columnIndices: (0..<rows * each).map { Int32(($0 * 7 + $0 / each * 5) % columns) },
            values: (0..<rows * each).map { _ in random.nextUniform() + 0.1 })
    }

    /// Enough rows for several blocks, on the whole way, and for several blocks of vectors, on the way by blocks.
    @Test func bitsDoNotDependOnThreads() throws {
        let whole = try [1, 2, 7].map {
            try fit(.double(random(9_000, 12)), rank: 12, isCentred: true, threads: $0)
        }
        #expect(whole[0] == whole[1] && whole[0] == whole[2])
        // All directions together explain all, so no block was left out.
        #expect(abs(whole[0].explained.reduce(0, +) - 1) < 1e-11)
        let blocks = try [1, 2, 7].map {
            try fit(
                .sparse(sparse(9_000, 5_000, each: 3)), rank: 4, isCentred: true, threads: $0, products: 16)
        }
        #expect(blocks[0] == blocks[1] && blocks[0] == blocks[2])
    }

    /// The rank needs more vectors than the products make.
    @Test func tooFewProductsForTheRankAreTold() throws {
        let found = try fit(.double(random(320, 300)), rank: 64, products: 2)
        #expect(found.singularValues.count == 64 && !found.hasConverged)
    }

    /// With a number a row the matrix has a thousandth of the square's work space, which is taken some columns at a time.
    @Test func theSquareOfASparseMatrixIsComputedInBlocks() throws {
        let matrix = SparseMatrix(
            columns: 40, rowStarts: Array(0...1000), columnIndices: (0..<1000).map { Int32($0 % 40) },
            values: (0..<1000).map { 1 + Double($0 % 40) })
        let found = try fit(.sparse(matrix), rank: 3)
        for (place, value) in found.singularValues.enumerated() {
            #expect(abs(value - Double(40 - place) * 5) < 1e-9)
        }
        // Five times eight columns, forth and back, and what is measured at the end.
        #expect(found.products == 2 * 5 + 2)
    }

    /// Squares keep half the digits: what is left over of small values is more than the tolerance, and that is said.
    @Test func convergedMeansThatTheResidualsAreWithinTheTolerance() throws {
        let (rows, columns) = (400, 40)
        func reflection(_ count: Int, _ column: Int) -> [Double] {
            let numbers = random(count, column + 1).elements.prefix(count)
            let norm = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return numbers.map { $0 / norm }
        }
        let (left, right) = (reflection(rows, 0), reflection(columns, 1))
        var matrix = Matrix(rows: rows, columns: columns)
        for row in 0..<columns {
            var value = 1.0
            for _ in 0..<row { value *= 0.7017 }
            for column in 0..<columns {
                matrix[row, column] = value * ((row == column ? 1 : 0) - 2 * right[row] * right[column])
            }
        }
        let sums = (0..<columns).map { column in
            (0..<rows).reduce(0.0) { $0 + left[$1] * matrix[$1, column] }
        }
        for row in 0..<rows {
            for column in 0..<columns { matrix[row, column] -= 2 * left[row] * sums[column] }
        }
        let found = try fit(.double(matrix), rank: columns, tolerance: 1e-5)
        #expect(zip(found.residuals, found.singularValues).contains { $0 > 1e-5 * $1 })
        #expect(!found.hasConverged)
        #expect(try fit(.double(matrix), rank: 10, tolerance: 1e-5).hasConverged)
    }

    /// The fourth powers of such numbers overflow or vanish.
    @Test func hugeAndTinyNumbersAreDecomposed() throws {
        let numbers = (0..<400).map { 1 + Double($0 / 3) / 20 }
        func matrix(_ factor: Double) -> DesignMatrix {
            .sparse(
                SparseMatrix(
                    columns: 400, rowStarts: Array(0...400),
                    columnIndices: (0..<400).map { Int32(($0 * 7 + 3) % 400) },
                    values: numbers.map { $0 * factor }))
        }
        let plain = try fit(matrix(1), rank: 10)
        for factor in [0x1p280, 0x1p-280] {
            let found = try fit(matrix(factor), rank: 10)
            #expect(found.hasConverged && found.products <= plain.products + 8)
            for (left, right) in zip(found.singularValues, plain.singularValues) {
                #expect(abs(left / factor - right) < 1e-11 * right)
            }
        }
    }
}
