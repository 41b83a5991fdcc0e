import Testing

@testable import LinearAlgebra

@Suite struct DesignMatrixTests {
    /// Below, at and above the boundaries of tiles and blocks.
    @Test(arguments: [0, 1, 511, 513, 4095, 4096, 4097, 9001])
    func passesAreThoseOfPlainLoopsHoweverRowsAreStored(rows: Int) {
        let matrix = randomMatrix(rows: rows, columns: 6, seed: 1)
        let vector = randomVector(6, seed: 2)
        let factors = randomVector(rows, seed: 3)
        let rounded = Matrix(
            rows: rows, columns: 6, elements: matrix.elements.map { Double(Float($0)) })
        let expected = naivePass(rounded, vector, factors)
        let designs: [DesignMatrix] = [
            .double(rounded),
            .float(FloatMatrix(rows: rows, columns: 6, elements: matrix.elements.map(Float.init))),
            .sparse(SparseMatrix(rounded)),
        ]
        for design in designs {
            let sums = pass(design, vector, factors, concurrency: 1)
            #expect(isNear(sums.transposed, expected.transposed))
            #expect(isNear([sums.figures.reduce(0, +)], [expected.sum]))
            #expect(isNear(sums.gram?.elements ?? [], expected.gram))
            #expect(isNear(sums.border, expected.border))
            #expect(
                isNear(design.weightedSquares(factors, concurrency: 2), (0..<6).map { expected.gram[$0 * 7] })
            )
            let magnitudes = (0..<6).map { column in
                (0..<rows).reduce(0) { $0 + factors[$1] * abs(rounded[$1, column]) }
            }
            #expect(isNear(design.survey(weights: factors, limit: 1, concurrency: 2).magnitudes, magnitudes))
            for concurrency in [2, 7] {
                let other = pass(design, vector, factors, concurrency: concurrency)
                #expect(other.transposed == sums.transposed && other.gram == sums.gram)
                #expect(other.border == sums.border && other.figures == sums.figures)
            }
        }
    }

    @Test func theFirstNumberBeyondTheLimitIsFound() {
        var matrix = randomMatrix(rows: 9000, columns: 3, seed: 4)
        for value in [Double.nan, .infinity, -.infinity, 2] {
            matrix[5000, 1] = value
            matrix[8000, 0] = value
            for design: DesignMatrix in [
                .double(matrix), .sparse(SparseMatrix(matrix)),
                .float(FloatMatrix(rows: 9000, columns: 3, elements: matrix.elements.map(Float.init))),
            ] {
                let survey = design.survey(weights: nil, limit: 1, concurrency: 2)
                #expect(survey.firstBeyondLimit == DesignSurvey.Place(row: 5000, column: 1))
            }
        }
    }

    @Test func rowsAreSelectedAndAdded() {
        let matrix = randomMatrix(rows: 5, columns: 3, seed: 5)
        let floats = FloatMatrix(rows: 5, columns: 3, elements: matrix.elements.map(Float.init))
        #expect(
            DesignMatrix.double(matrix).selected([4, 1]).elements == (0..<3).map { matrix[4, $0] }
                + (0..<3).map { matrix[1, $0] })
        #expect(DesignMatrix.float(floats).selected([2])[0, 1] == Double(Float(matrix[2, 1])))
        guard case .float(let kept) = DesignMatrix.float(floats).rows(at: [4, 1]) else {
            Issue.record("single precision became double")
            return
        }
        #expect(kept.rows == 2 && kept.elements == Array(floats.elements[12..<15] + floats.elements[3..<6]))
        for design: DesignMatrix in [.double(matrix), .sparse(SparseMatrix(matrix)), .float(floats)] {
            var sum = [1.0, 1, 1, 1]
            design.add(row: 3, times: 2, to: &sum)
            #expect((0..<3).allSatisfy { abs(sum[$0] - 1 - 2 * matrix[3, $0]) < 1e-7 } && sum[3] == 1)
        }
    }

    /// Wide designs have enough blocks for several threads, and the sums of few of them are held at once.
    @Test func sumsOfBlocksAreAddedInOrder() {
        let wide = DesignMatrix.double(Matrix(rows: 1_000_000, columns: 0))
        #expect(wide.blocks(numbersEach: 2000 * 2002, atLeast: 16, concurrency: 1).count == 16)
        #expect(wide.blocks(numbersEach: 100 * 102, atLeast: 16, concurrency: 1).count == 64)
        for concurrency in [1, 2, 7] {
            let blocks = RowBlocks(rowCount: 1003, blockSize: 10, concurrency: concurrency)
            let rows = blocks.reduce(into: [Int]()) {
                Array($0)
            } adding: {
                $0 += $1
            }
            #expect(rows == Array(0..<1003))
            #expect(
                RowBlocks(rowCount: 0, concurrency: concurrency).reduce(into: 7) { _ in
                    1
                } adding: {
                    $0 += $1
                } == 7)
        }
    }

    @Test func withoutColumnsMarginsAreZero() {
        let sums = DesignMatrix.double(Matrix(rows: 3, columns: 0)).pass(
            [], withGram: true, concurrency: 2, figures: 0.0
        ) { rows, margins, _, _, sum in
            for row in 0..<rows.count { sum += margins[row] + 1 }
        }
        #expect(sums.transposed.isEmpty && sums.gram?.order == 0 && sums.figures == [3])
    }

    /// Residuals are the margins times the factors, curvature the factors.
    private func pass(
        _ design: DesignMatrix, _ vector: [Double], _ factors: [Double], concurrency: Int
    ) -> PassSums<Double> {
        design.pass(vector, withGram: true, concurrency: concurrency, figures: 0) {
            rows, margins, residuals, curvature, sum in
            for row in 0..<rows.count {
                residuals[row] = margins[row] * factors[rows.lowerBound + row]
                curvature[row] = factors[rows.lowerBound + row]
                sum += margins[row]
            }
        }
    }

    private func naivePass(
        _ matrix: Matrix, _ vector: [Double], _ factors: [Double]
    ) -> (transposed: [Double], gram: [Double], border: [Double], sum: Double) {
        var (transposed, gram, border, sum) = (
            [Double](repeating: 0, count: 6), [Double](repeating: 0, count: 36),
            [Double](repeating: 0, count: 6), 0.0
        )
        for row in 0..<matrix.rows {
            let margin = (0..<6).reduce(0) { $0 + matrix[row, $1] * vector[$1] }
            sum += margin
            for column in 0..<6 {
                transposed[column] += margin * factors[row] * matrix[row, column]
                border[column] += factors[row] * matrix[row, column]
                for other in 0..<6 {
                    gram[column * 6 + other] += factors[row] * matrix[row, column] * matrix[row, other]
                }
            }
        }
        return (transposed, gram, border, sum)
    }

    private func isNear(_ left: [Double], _ right: [Double]) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) <= 1e-10 * max(1, abs($1)) }
    }
}
