import Arithmetic
import LinearAlgebra
import Testing

@testable import Learning

@Suite struct SparseElasticNetTests {
    /// A third of the elements stored, a column that is never, one that the penalty leaves alone.
    private func problem(rows: Int = 500, columns: Int = 12) -> (
        dense: LogisticProblem, sparse: LogisticProblem
    ) {
        var random = CounterRandom(seed: 101, stream: "sparse elastic net")
        var design = Matrix(rows: rows, columns: columns)
        var labels: [Bool] = []
        for row in 0..<rows {
            for column in 0..<columns - 1 where random.nextUniform() < 0.35 {
                design[row, column] = random.nextUniform() * 4 - 2
            }
            labels.append(design[row, 0] - design[row, 1] + random.nextUniform() * 4 - 2.5 > 0)
        }
        let dense = LogisticProblem(
            design: .double(design), labels: labels, weights: (0..<rows).map { Double($0 % 4) },
            offsets: (0..<rows).map { Double($0 % 5) / 5 }, unpenalizedColumns: [2])
        var sparse = dense
        sparse.design = .sparse(SparseMatrix(design))
        return (dense, sparse)
    }

    @Test(arguments: [0.3, 1], [true, false])
    func theMinimumIsThatOfDenseRows(l1Ratio: Double, fitsIntercept: Bool) throws {
        let (dense, sparse) = problem()
        let estimator = try LogisticRegression(
            .init(penalty: 8, l1Ratio: l1Ratio, fitsIntercept: fitsIntercept), concurrency: 2)
        let fits = try [dense, sparse].map { try estimator.fit($0) }
        #expect(fits.allSatisfy { $0.state == .converged && $0.solver == .coordinateDescent })
        #expect(isNear(fits[1].coefficients, fits[0].coefficients, 1e-8))
        #expect(
            isNear([fits[1].intercept, fits[1].objective], [fits[0].intercept, fits[0].objective], 1e-9))
        #expect(fits[1].coefficients.contains(0) && fits[1].coefficients[2] != 0)
    }

    @Test func aPathIsThatOfDenseRows() throws {
        let (dense, sparse) = problem()
        let estimator = try LogisticRegression(.init(l1Ratio: 0.7, tolerance: 1e-9), concurrency: 2)
        let paths = try [dense, sparse].map { try estimator.path($0, count: 8) }
        for (left, right) in zip(paths[0], paths[1]) {
            #expect(abs(left.penalty / right.penalty - 1) < 1e-8 && right.fit.state == .converged)
            #expect(isNear(right.fit.coefficients, left.fit.coefficients, 1e-6))
        }
    }

    @Test func bitsDoNotDependOnTheNumberOfThreads() throws {
        let sparse = problem(rows: 8193).sparse
        let fits = try [1, 2, 7].map {
            try LogisticRegression(.init(l1Ratio: 0.5), concurrency: $0).fit(sparse)
        }
        #expect(fits[0] == fits[1] && fits[0] == fits[2])
    }

    /// What a row stores twice of a column counts with the sum.
    @Test func whatIsStoredTwiceIsAddedUp() throws {
        let matrix = SparseMatrix(
            columns: 3, rowStarts: [0, 3, 4, 6], columnIndices: [2, 0, 2, 0, 0, 2],
            values: [1, 5, 2, 7, 8, -4])
        let columns = SparseColumns(matrix)
        #expect(columns.starts == [0, 3, 3, 5] && columns.rowIndices == [0, 1, 2, 0, 2])
        #expect(columns.values == [5, 7, 8, 3, -4] && columns.count == 3 && columns.rows == 3)
        let dense = Matrix(rows: 3, columns: 3, elements: [5, 0, 3, 7, 0, 0, 8, 0, -4])
        let labels = [true, false, true]
        let estimator = try LogisticRegression(.init(l1Ratio: 0.5), concurrency: 1)
        let fits = try [DesignMatrix.sparse(matrix), .double(dense)].map {
            try estimator.fit(LogisticProblem(design: $0, labels: labels))
        }
        #expect(isNear(fits[0].coefficients, fits[1].coefficients, 1e-8))
        let plain = try LogisticRegression(concurrency: 1)
        let errors = try [DesignMatrix.sparse(matrix), .double(dense)].map {
            try #require(try plain.fit(LogisticProblem(design: $0, labels: labels)).standardErrors)
        }
        #expect(isNear(errors[0], errors[1], 1e-9))
    }

    @Test func standardErrorsAreThoseOfDenseRows() throws {
        var (dense, sparse) = problem()
        dense.clusters = (0..<500).map { $0 / 5 }
        sparse.clusters = dense.clusters
        let estimator = try LogisticRegression(.init(penalty: 2), concurrency: 2)
        let (left, right) = (try estimator.fit(dense), try estimator.fit(sparse))
        #expect(right.solver == .truncatedNewton)
        #expect(right.standardErrors != nil && right.uncertainty?.clusteredErrors != nil)
        #expect(isNear(right.standardErrors ?? [], left.standardErrors ?? [], 1e-8))
        #expect(
            isNear(
                right.uncertainty?.clusteredErrors ?? [], left.uncertainty?.clusteredErrors ?? [], 1e-8))
    }

    /// A level a column: few rows bear on each, and most coefficients are 0 at the end.
    @Test func aCategoryOfAHundredThousandLevelsIsLearned() throws {
        let (rows, levels) = (60_000, 100_000)
        var random = CounterRandom(seed: 102, stream: "levels")
        var (indices, values): ([Int32], [Double]) = ([], [])
        var labels: [Bool] = []
        for _ in 0..<rows {
            let number = random.nextUniform() * 2 - 1
            let level = Int(random.nextUniform() * random.nextUniform() * Double(levels))
            indices += [0, Int32(1 + level)]
            values += [number, 1]
            labels.append(number + (level < 200 ? 2 : 0) + random.nextUniform() * 6 - 4 > 0)
        }
        let design = SparseMatrix(
            columns: levels + 1, rowStarts: (0...rows).map { 2 * $0 }, columnIndices: indices, values: values)
        let problem = LogisticProblem(design: .sparse(design), labels: labels)
        for (l1Ratio, penalty) in [(0.0, 1.0), (1.0, 6.0)] {
            let fit = try LogisticRegression(
                .init(penalty: penalty, l1Ratio: l1Ratio, tolerance: 1e-8), concurrency: 2
            ).fit(problem)
            #expect(fit.state == .converged && fit.coefficients.count == levels + 1)
            // The conditions of the minimum, by a plain loop.
            var slopes = fit.coefficients.map { penalty * (1 - l1Ratio) * $0 } + [0]
            for row in 0..<rows {
                let level = Int(indices[2 * row + 1])
                let margin = fit.intercept + values[2 * row] * fit.coefficients[0] + fit.coefficients[level]
                let residual = 1 / (1 + PortableMath.exp(-margin)) - (labels[row] ? 1 : 0)
                slopes[0] += residual * values[2 * row]
                slopes[level] += residual
                slopes[levels + 1] += residual
            }
            for (column, coefficient) in (fit.coefficients + [fit.intercept]).enumerated() {
                let bound = column > levels ? 0 : penalty * l1Ratio
                let excess =
                    coefficient == 0
                    ? abs(slopes[column]) - bound : abs(slopes[column] + (coefficient < 0 ? -bound : bound))
                if excess > 1e-3 { Issue.record("column \(column): \(excess)") }
            }
            if l1Ratio == 1 { #expect(fit.coefficients.count { $0 != 0 } < levels / 100) }
        }
    }
}
