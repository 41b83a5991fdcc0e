import LinearAlgebra
import Testing

@Suite struct CholeskyFactorizationTests {
    @Test func solvesAndInverts() throws {
        let matrix = randomMatrix(rows: 50, columns: 7, seed: 11)
        let gram = gram(matrix)
        let factorization = try CholeskyFactorization(gram)
        let right = randomVector(7, seed: 12)
        let solution = factorization.solve(right)
        let inverse = factorization.inverse()
        for row in 0..<7 {
            let value = (0..<7).reduce(0) { $0 + gram[row, $1] * solution[$1] }
            #expect(abs(value - right[row]) < 1e-12)
            for column in 0..<7 {
                let identity = (0..<7).reduce(0) { $0 + gram[row, $1] * inverse[$1, column] }
                #expect(abs(identity - (row == column ? 1 : 0)) < 1e-12)
            }
        }
    }

    @Test func namesTheColumnThatFails() {
        var matrix = SymmetricMatrix(order: 3)
        matrix[0, 0] = 1
        matrix[1, 1] = 1
        matrix[1, 2] = 2
        matrix[2, 2] = 1
        #expect(throws: LinearAlgebraError.notPositiveDefinite(column: 2, order: 3)) {
            try CholeskyFactorization(matrix)
        }
        matrix[0, 1] = .nan
        #expect(throws: LinearAlgebraError.notFinite(row: 0, column: 1)) {
            try CholeskyFactorization(matrix)
        }
    }

    @Test func aSmallPivotCountsAsZeroWithinTheTolerance() throws {
        var matrix = SymmetricMatrix(order: 2)
        matrix[0, 0] = 1e180
        matrix[1, 1] = 1e-180 * (1 + 1e-14)
        matrix[0, 1] = 1
        #expect(throws: LinearAlgebraError.notPositiveDefinite(column: 1, order: 2)) {
            try CholeskyFactorization(matrix, tolerance: 1e-13)
        }
        matrix[1, 1] = 2e-180
        _ = try CholeskyFactorization(matrix, tolerance: 1e-13)
    }

    @Test func theEmptyMatrixIsSolved() throws {
        let factorization = try CholeskyFactorization(SymmetricMatrix(order: 0))
        #expect(factorization.solve([]).isEmpty && factorization.inverse().order == 0)
    }

    @Test func theConditionNumberIsThatOfTheNorms() throws {
        let matrix = gram(randomMatrix(rows: 30, columns: 4, seed: 13))
        let factorization = try CholeskyFactorization(matrix)
        func norm(_ matrix: SymmetricMatrix) -> Double {
            (0..<4).map { row in (0..<4).reduce(0) { $0 + abs(matrix[row, $1]) } }.max() ?? 0
        }
        let exact = norm(matrix) * norm(factorization.inverse())
        let estimate = factorization.conditionNumber(of: matrix)
        #expect(estimate <= exact * (1 + 1e-12) && estimate > exact / 3)
        var diagonal = SymmetricMatrix(order: 2)
        diagonal[0, 0] = 100
        diagonal[1, 1] = 0.5
        let scaled = try CholeskyFactorization(diagonal).conditionNumber(of: diagonal)
        #expect(abs(scaled - 200) < 1e-9)
    }

    /// X' X.
    private func gram(_ matrix: Matrix) -> SymmetricMatrix {
        var gram = SymmetricMatrix(order: matrix.columns)
        for row in 0..<matrix.columns {
            for column in 0...row {
                gram[row, column] = (0..<matrix.rows).reduce(0) { $0 + matrix[$1, row] * matrix[$1, column] }
            }
        }
        return gram
    }
}
