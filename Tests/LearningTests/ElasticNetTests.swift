import Arithmetic
import LinearAlgebra
import Learning
import TestKit
import Testing

@Suite struct ElasticNetTests {
    @Test(arguments: [0.3, 1])
    func conditionsOfTheMinimumHold(l1Ratio: Double) throws {
        let (design, labels) = sample(rows: 400, columns: 8, seed: 41)
        let fit = try LogisticRegression(.init(penalty: 20, l1Ratio: l1Ratio), concurrency: 1)
            .fit(design: design, labels: labels)
        #expect(fit.state == .converged && fit.solver == .coordinateDescent)
        let penalty = (ridge: 20 * (1 - l1Ratio), lasso: 20 * l1Ratio)
        for (column, coefficient) in fit.coefficients.enumerated() {
            var slope = penalty.ridge * coefficient
            for row in 0..<400 {
                slope += design[row, column] * (probability(fit, design, row) - (labels[row] ? 1 : 0))
            }
            if coefficient == 0 {
                #expect(abs(slope) <= penalty.lasso + 1e-6)
            } else {
                #expect(abs(slope + (coefficient > 0 ? penalty.lasso : -penalty.lasso)) < 1e-6)
            }
        }
    }

    /// Proximal gradient steps, slow and sure, end where coordinate descent does.
    @Test func minimumIsThatOfProximalGradientDescent() throws {
        let (design, labels) = sample(rows: 60, columns: 3, seed: 42)
        let fit = try LogisticRegression(.init(penalty: 8, l1Ratio: 0.6), concurrency: 1)
            .fit(design: design, labels: labels)
        var parameters = [0.0, 0, 0, 0]
        for _ in 0..<20_000 {
            var gradient = (0..<3).map { 3.2 * parameters[$0] } + [0]
            for row in 0..<60 {
                let values = (0..<3).map { design[row, $0] } + [1]
                let margin = zip(values, parameters).reduce(0) { $0 + $1.0 * $1.1 }
                let residual = 1 / (1 + PortableMath.exp(-margin)) - (labels[row] ? 1 : 0)
                for index in 0..<4 { gradient[index] += residual * values[index] }
            }
            for index in 0..<4 {
                let moved = parameters[index] - 0.02 * gradient[index]
                let shrunk = max(0, abs(moved) - (index < 3 ? 0.02 * 4.8 : 0))
                parameters[index] = moved < 0 ? -shrunk : shrunk
            }
        }
        #expect(isNear(fit.coefficients + [fit.intercept], parameters, 1e-7))
    }

    @Test func aPathBeginsEmptyAndAgreesWithSingleFits() throws {
        let (design, labels) = sample(rows: 3000, columns: 6, seed: 43)
        let problem = LogisticProblem(design: .double(design), labels: labels, unpenalizedColumns: [2])
        let estimator = try LogisticRegression(.init(l1Ratio: 0.5, tolerance: 1e-9), concurrency: 2)
        let path = try estimator.path(problem, count: 12)
        #expect(path.count == 12 && zip(path, path.dropFirst()).allSatisfy { $0.penalty > $1.penalty })
        #expect(abs(path[11].penalty / path[0].penalty - 1e-3) < 1e-12)
        let first = path[0].fit.coefficients
        #expect(first[2] != 0 && first.indices.allSatisfy { $0 == 2 || abs(first[$0]) < 1e-9 })
        for (penalty, fit) in path {
            #expect(fit.state == .converged)
            let single = try LogisticRegression(
                .init(penalty: penalty, l1Ratio: 0.5, tolerance: 1e-9), concurrency: 1
            ).fit(problem)
            #expect(isNear(single.coefficients, fit.coefficients, 1e-6))
        }
    }

    @Test func bitsDoNotDependOnTheNumberOfThreads() throws {
        let (design, labels) = sample(rows: 8193, columns: 4, seed: 44)
        let problem = LogisticProblem(design: .double(design), labels: labels)
        let paths = try [1, 2, 7].map { concurrency in
            try LogisticRegression(.init(l1Ratio: 1), concurrency: concurrency).path(problem, count: 5)
                .map(\.fit)
        }
        #expect(paths[0] == paths[1] && paths[0] == paths[2])
    }

    @Test(arguments: [0.2, 1])
    func holdsTheLawsOfEstimators(l1Ratio: Double) throws {
        let estimator = try LogisticRegression(
            .init(penalty: 3, l1Ratio: l1Ratio, tolerance: 1e-11), concurrency: 2)
        let laws = EstimatorLaws(columns: 3, takesWeights: true) { design, labels, weights in
            let fit = try estimator.fit(design: design, labels: labels, weights: weights)
            return fit.coefficients + [fit.intercept]
        }
        #expect(try laws.violations(rows: 200, seed: 1) == [])
    }

    @Test func withoutAShareOnMagnitudesThereIsNoPath() throws {
        let (design, labels) = sample(rows: 30, columns: 2, seed: 45)
        let problem = LogisticProblem(design: .double(design), labels: labels)
        #expect(throws: LearningError.self) { try LogisticRegression().path(problem) }
        #expect(throws: LearningError.self) {
            try LogisticRegression(.init(l1Ratio: 0.5, solver: .newton)).fit(problem)
        }
        #expect(throws: ConfigurationError.self) { try LogisticRegression(.init(l1Ratio: 1.5)) }
    }

    /// By coordinate descent a problem without a penalty on magnitudes ends at the minimum of the other solvers.
    @Test func squaredPenaltiesAreMinimizedToo() throws {
        let (design, labels) = sample(rows: 300, columns: 3, seed: 46)
        let fits = try [LogisticSolver.newton, .coordinateDescent].map { solver in
            try LogisticRegression(.init(penalty: 5, solver: solver), concurrency: 1)
                .fit(design: design, labels: labels)
        }
        #expect(isNear(fits[0].coefficients, fits[1].coefficients, 1e-8))
        #expect(isNear([fits[0].objective], [fits[1].objective], 1e-12))
    }

    private func probability(_ fit: LogisticFit, _ design: Matrix, _ row: Int) -> Double {
        let margin = fit.coefficients.indices.reduce(fit.intercept) {
            $0 + design[row, $1] * fit.coefficients[$1]
        }
        return 1 / (1 + PortableMath.exp(-margin))
    }
}
