import Glibc
import LinearAlgebra
import Testing

@testable import Learning

/// Probabilities of many rows at once against those of one row after the other.
@Suite struct LogisticPredictionTests {
    private let parameters = LogisticStart(coefficients: [0.5, -2, 3], intercept: -0.25)

    private func rows(_ count: Int) -> Matrix {
        var random = CounterRandom(seed: 61, stream: "prediction")
        return Matrix(
            rows: count, columns: 3,
            elements: (0..<count * 3).map { _ in Double(Float(random.nextUniform() * 40 - 20)) })
    }

    private func naive(_ rows: Matrix, _ offsets: [Double]? = nil) -> [Double] {
        (0..<rows.rows).map { row in
            let margin = (0..<3).reduce(parameters.intercept + (offsets?[row] ?? 0)) {
                $0 + parameters.coefficients[$1] * rows[row, $1]
            }
            return margin >= 0 ? 1 / (1 + exp(-margin)) : exp(margin) / (1 + exp(margin))
        }
    }

    private func isNear(_ left: [Double], _ right: [Double]) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) <= 1e-13 * $1 }
    }

    /// Below, at and above the boundaries of tiles and blocks.
    @Test(arguments: [0, 1, 511, 513, 4095, 4096, 4097, 9000])
    func probabilitiesAreThoseOfTheFormula(count: Int) throws {
        let rows = rows(count)
        let offsets = (0..<count).map { Double($0 % 7) - 3 }
        let single = DesignMatrix.float(
            FloatMatrix(rows: count, columns: 3, elements: rows.elements.map { Float($0) }))
        let sparse = DesignMatrix.sparse(
            SparseMatrix(
                columns: 3, rowStarts: (0...count).map { 3 * $0 },
                columnIndices: (0..<3 * count).map { Int32($0 % 3) }, values: rows.elements))
        for design in [.double(rows), single, sparse] {
            let found = try [1, 2, 7].map {
                try LogisticPrediction(parameters, concurrency: $0).probabilities(of: design)
            }
            #expect(isNear(found[0], naive(rows)) && found[0] == found[1] && found[0] == found[2])
            let shifted = try LogisticPrediction(parameters).probabilities(of: design, offsets: offsets)
            #expect(isNear(shifted, naive(rows, offsets)))
        }
    }

    @Test func extremesAreProbabilities() throws {
        let rows = Matrix(rows: 3, columns: 3, elements: [0, 1e80, 0, 0, -1e80, 0, 0, 0, 0])
        let found = try LogisticPrediction(parameters).probabilities(of: .double(rows))
        #expect(found[0] > 0 && found[0] < 1e-300 && found[1] == 1 && abs(found[2] - 0.4378234991) < 1e-9)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity]) func whatIsNoNumberIsRefused(value: Double) {
        var rows = rows(5000)
        rows[4500, 1] = value
        #expect(throws: LearningError.invalidNumber(in: "rows", row: 4500, column: 1)) {
            try LogisticPrediction(parameters).probabilities(of: .double(rows))
        }
        #expect(throws: LearningError.wrongCount(of: "offsets", expected: 5000, found: 1)) {
            try LogisticPrediction(parameters).probabilities(of: .double(self.rows(5000)), offsets: [1])
        }
        #expect(throws: LearningError.invalidNumber(in: "offsets", row: 2, column: 0)) {
            try LogisticPrediction(parameters).probabilities(
                of: .double(self.rows(4)), offsets: [0, 0, value, 0])
        }
        #expect(throws: LearningError.overflow) {
            try LogisticPrediction(LogisticStart(coefficients: [1e300, 1, 1], intercept: 0)).probabilities(
                of: .double(Matrix(rows: 1, columns: 3, elements: [1e20, 0, 0])))
        }
    }
}
