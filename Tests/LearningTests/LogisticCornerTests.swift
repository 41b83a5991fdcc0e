import Foundation
import LinearAlgebra
import Testing

@testable import Learning

/// What a logistic regression is seldom asked, and must answer well all the same.
@Suite struct LogisticCornerTests {
    /// Held against what `scripts/reference/corner-fixtures.py` writes.
    private struct Fixture: Decodable {
        var oneInAMillion: [Minimum]

        struct Minimum: Decodable {
            var penalty: Double
            var coefficients: [Double]
            var intercept: Double
            var objective: Double
        }

        static func read() throws -> Fixture {
            let url = URL(filePath: #filePath).deletingLastPathComponent().appending(
                path: "Fixtures/corners.json")
            return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url))
        }
    }

    /// The rows that the script makes by the same formula.
    private func rows(_ count: Int, columns: Int) -> Matrix {
        var matrix = Matrix(rows: count, columns: columns)
        for row in 0..<count {
            for column in 0..<columns {
                let number = (row * (7919 + 2 * column) + 104_729 * (column + 1)) % 1009
                matrix[row, column] = Double(number) / 1009 * 4 - 2
            }
        }
        return matrix
    }

    @Test(arguments: [LogisticSolver.newton, .subsampledNewton, .lbfgs, .truncatedNewton, .coordinateDescent])
    func onePositiveAmongAMillionIsLearnedFrom(solver: LogisticSolver) throws {
        let design = rows(5001, columns: 3)
        let labels = (0..<5001).map { $0 == 1234 }
        let weights = labels.map { $0 ? 1.0 : 200 }
        for reference in try Fixture.read().oneInAMillion {
            for (tolerance, accuracy) in [(1e-5, 1e-3), (1e-10, 1e-6)] {
                let fit = try LogisticRegression(
                    .init(penalty: reference.penalty, solver: solver, tolerance: tolerance), concurrency: 2
                ).fit(design: design, labels: labels, weights: weights)
                let name = "\(solver), \(reference.penalty), \(tolerance): \(fit)"
                #expect(fit.state == .converged, "\(name)")
                #expect(abs(fit.objective / reference.objective - 1) < 1e-6, "\(name)")
                #expect(isNear(fit.coefficients, reference.coefficients, accuracy), "\(name)")
                #expect(isNear([fit.intercept], [reference.intercept], accuracy), "\(name)")
            }
        }
    }

    @Test func rowsWithoutWeightAreNeverDrawn() throws {
        let (design, labels) = sample(rows: 40_000, columns: 3, seed: 61)
        // Of the rows of one outcome few have a weight.
        let weights = (0..<40_000).map { labels[$0] && $0 % 500 != 0 ? 0.0 : Double(1 + $0 % 2) }
        let objective = try LogisticObjective(
            design: .double(design), targets: labels.map { $0 ? 1 : 0 }, weights: weights,
            ridge: [1, 1, 1], concurrency: 2)
        let drawn = RowSample(of: objective, count: 2000, seed: 1)
        #expect(drawn.rows.allSatisfy { weights[$0] > 0 })
        #expect(drawn.rows.count { labels[$0] } == labels.indices.count { labels[$0] && weights[$0] > 0 })
        #expect(try #require(SubsampledStart(objective)).parameters.allSatisfy(\.isFinite))
        let fits = try [LogisticSolver.subsampledNewton, .newton].map { solver in
            try LogisticRegression(.init(solver: solver), concurrency: 2)
                .fit(design: design, labels: labels, weights: weights)
        }
        #expect(fits[0].solver == .subsampledNewton && fits[0].state == .converged)
        #expect(isNear(fits[0].coefficients, fits[1].coefficients, 1e-7))
    }

    @Test func aSampleOfOneOutcomeIsNoStart() throws {
        let (design, _) = sample(rows: 40_000, columns: 3, seed: 62)
        let objective = try LogisticObjective(
            design: .double(design), targets: [Double](repeating: 0, count: 40_000), weights: nil,
            ridge: [1, 1, 1], concurrency: 2)
        #expect(SubsampledStart(objective) == nil)
    }

    /// Whoever asks for samples of few rows is told what was done in their place.
    @Test func theSolverThatIsReportedIsTheOneThatSearched() throws {
        let (design, labels) = sample(rows: 60, columns: 2, seed: 63)
        let fit = try LogisticRegression(.init(solver: .subsampledNewton), concurrency: 1)
            .fit(design: design, labels: labels)
        #expect(fit.solver == .newton && fit.state == .converged)
    }

    @Test func offsetsThatExplainTheRowsDoNotSeparateThem() throws {
        let (design, labels) = sample(rows: 200, columns: 2, seed: 64)
        let problem = LogisticProblem(
            design: .double(design), labels: labels, offsets: labels.map { $0 ? 9 : -9 })
        let estimator = try LogisticRegression(.init(penalty: 0), concurrency: 1)
        let fit = try estimator.fit(problem)
        #expect(fit.state == .converged && fit.coefficients.allSatisfy { abs($0) < 9 })
        var far = problem
        far.offsets = labels.map { $0 ? 60 : -60 }
        #expect(try estimator.fit(far).state == .saturated)
        var separable = problem
        separable.labels = (0..<200).map { design[$0, 0] > 0.1 }
        separable.offsets = separable.labels.map { $0 ? -2 : 2 }
        #expect(throws: LearningError.separated) { try estimator.fit(separable) }
    }

    @Test func rowsWithoutWeightMakeNoCluster() throws {
        let (design, labels) = sample(rows: 60, columns: 2, seed: 65)
        let weights = (0..<60).map { $0 < 40 ? 1.0 : 0 }
        let estimator = try LogisticRegression(concurrency: 1)
        let all = try estimator.fit(
            LogisticProblem(
                design: .double(design), labels: labels, weights: weights, clusters: (0..<60).map { $0 / 3 }))
        let kept = try estimator.fit(
            LogisticProblem(
                design: .double(Matrix(rows: 40, columns: 2, elements: Array(design.elements[..<80]))),
                labels: Array(labels[..<40]), clusters: (0..<40).map { $0 / 3 }))
        #expect(
            isNear(
                all.uncertainty?.clusteredErrors ?? [], try #require(kept.uncertainty?.clusteredErrors), 1e-9)
        )
    }

    @Test func aWarmStartIsCheckedAndBrings() throws {
        let (columns, labels) = sample(rows: 300, columns: 1, seed: 66)
        let design = Matrix(
            rows: 300, columns: 2, elements: (0..<300).flatMap { [columns[$0, 0], 0] })
        let problem = LogisticProblem(design: .double(design), labels: labels)
        for solver in [LogisticSolver.newton, .lbfgs, .truncatedNewton, .coordinateDescent] {
            let estimator = try LogisticRegression(
                .init(solver: solver, fitsIntercept: false), concurrency: 1)
            let cold = try estimator.fit(problem)
            var start = cold.start
            start.intercept = 3
            start.coefficients[1] = 1e6
            let warm = try estimator.fit(problem, from: start)
            #expect(warm.intercept == 0 && warm.coefficients[1] == 0 && warm.iterations <= 1, "\(solver)")
            #expect(isNear(warm.coefficients, cold.coefficients, 1e-8), "\(solver)")
            start.coefficients[0] = .nan
            #expect(throws: LearningError.invalidNumber(in: "start", row: 0, column: 0)) {
                try estimator.fit(problem, from: start)
            }
            start.coefficients = [0]
            #expect(throws: LearningError.wrongCount(of: "start", expected: 2, found: 1)) {
                try estimator.fit(problem, from: start)
            }
        }
    }

    @Test(arguments: [LogisticSolver.newton, .lbfgs, .truncatedNewton, .coordinateDescent])
    func convergingInTheLastStepIsConverging(solver: LogisticSolver) throws {
        let (design, labels) = sample(rows: 300, columns: 3, seed: 67)
        func fit(_ limit: Int) throws -> LogisticFit {
            try LogisticRegression(.init(solver: solver, maximumIterations: limit), concurrency: 1)
                .fit(design: design, labels: labels)
        }
        let needed = try #require(try (1...100).first { try fit($0).state == .converged })
        #expect(needed > 1)
        let short = try fit(needed - 1)
        #expect(short.state == .iterationLimit && short.iterations == needed - 1)
        #expect(short.gradientNorm > 1e-10)
    }

    @Test func aLevelThatTellsIsSaturatedByCoordinateDescentToo() throws {
        let (columns, labels) = sample(rows: 200, columns: 1, seed: 7)
        let telling = (0..<200).map { labels[$0] && $0.isMultiple(of: 4) ? 1.0 : 0 }
        let design = Matrix(
            rows: 200, columns: 2, elements: (0..<200).flatMap { [columns[$0, 0], telling[$0]] })
        let problem = LogisticProblem(design: .double(design), labels: labels, unpenalizedColumns: [1])
        for configuration in [
            LogisticRegression.Configuration(penalty: 0, solver: .coordinateDescent), .init(l1Ratio: 1),
        ] {
            #expect(try LogisticRegression(configuration, concurrency: 1).fit(problem).state == .saturated)
        }
    }

    /// Curvature that is a millionth or a million times what it should be is replaced by the rows' own.
    @Test(arguments: [1e-6, 1e6])
    func aSampleThatMisleadsIsGivenUp(factor: Double) throws {
        let (design, labels) = sample(rows: 2000, columns: 12, seed: 68)
        let targets = labels.map { $0 ? 1.0 : 0 }
        let ridge = [Double](repeating: 1, count: 12)
        let objective = try LogisticObjective(
            design: .double(design), targets: targets, weights: nil, ridge: ridge, concurrency: 2)
        let misleading = try LogisticObjective(
            design: .double(design), targets: targets,
            weights: [Double](repeating: factor, count: 2000), ridge: ridge, concurrency: 2)
        func search(_ sample: LogisticObjective?) -> LogisticSearch {
            var model: QuadraticModel?
            return ElasticNetMethod(maximumIterations: 100, tolerance: 1e-10, sample: sample).minimize(
                objective, lasso: ridge, from: objective.origin, model: &model)
        }
        let (plain, misled) = (search(nil), search(misleading))
        #expect(plain.state == .converged && misled.state == .converged)
        #expect(misled.iterations <= plain.iterations + 3 && misled.passes <= plain.passes + 15)
    }

    /// Fifty columns, two of which differ by 1e-12: the margins are those without the second.
    @Test(arguments: [0, 1e-6, 1])
    func nearlyEqualColumnsChangeNothingElse(penalty: Double) throws {
        let (columns, leaning) = sample(rows: 600, columns: 49, seed: 71)
        // One label in four is turned, so that nothing tells them apart.
        let labels = leaning.indices.map { leaning[$0] != $0.isMultiple(of: 4) }
        var doubled = Matrix(rows: 600, columns: 50)
        for row in 0..<600 {
            for column in 0..<49 { doubled[row, column] = columns[row, column] }
            doubled[row, 49] = columns[row, 0] + 1e-12 * Double(row % 7)
        }
        // Two coefficients that share one slope cost half of what one costs.
        var single = LogisticProblem(design: .double(columns), labels: labels)
        single.unpenalizedColumns = [0]
        let estimator = try LogisticRegression(.init(penalty: penalty), concurrency: 2)
        let alone = try estimator.fit(single)
        let fit = try estimator.fit(
            LogisticProblem(design: .double(doubled), labels: labels, unpenalizedColumns: [0, 49]))
        let words =
            "\(fit.state) \(fit.jitter) \(fit.iterations) \(fit.passes) \(fit.gradientNorm) \(alone.state)"
        #expect([.converged, .stalled].contains(fit.state) && fit.jitter > 0, "\(words)")
        #expect(fit.standardErrors == nil)
        #expect(abs(fit.objective / alone.objective - 1) < 1e-9)
        #expect(fit.coefficients.allSatisfy { $0.isFinite })
        for row in stride(from: 0, to: 600, by: 37) {
            let margins = [(alone, columns), (fit, doubled)].map { fit, design in
                (0..<design.columns).reduce(fit.intercept) { $0 + design[row, $1] * fit.coefficients[$1] }
            }
            #expect(abs(margins[0] - margins[1]) < 1e-5)
        }
    }

    @Test func noRidgeMakesAStepOfAnotherMethod() throws {
        let indefinite = SymmetricMatrix(order: 2, lowerTriangle: [1, 0, 1.5, 1])
        #expect(throws: LearningError.singular(column: 1)) { try RidgedHessian(indefinite) }
        let dependent = SymmetricMatrix(order: 2, lowerTriangle: [1e80, 0, 1e80, 1e80])
        #expect(try RidgedHessian(dependent).ridge == 1e-12)
    }

    /// A row that nothing can explain adds a constant to the objective, in whose rounding the rest is lost.
    @Test(arguments: [LogisticSolver.newton, .lbfgs, .truncatedNewton])
    func aHugeLossHidesNoStep(solver: LogisticSolver) throws {
        let (design, labels) = sample(rows: 301, columns: 2, seed: 69)
        func fit(offset: Double) throws -> LogisticFit {
            try LogisticRegression(.init(solver: solver), concurrency: 1).fit(
                LogisticProblem(
                    design: .double(design), labels: labels,
                    offsets: (0..<301).map { $0 == 150 ? (labels[150] ? -offset : offset) : 0 }))
        }
        let (huge, large) = (try fit(offset: 1e15), try fit(offset: 100))
        #expect(huge.state == .converged)
        #expect(isNear(huge.coefficients, large.coefficients, 1e-7), "\(huge) \(large)")
    }

    @Test func stepsThatAreRoundingAreNotRemembered() throws {
        let (design, labels) = sample(rows: 100, columns: 2, seed: 70)
        let objective = try LogisticObjective(
            design: .double(design), targets: labels.map { $0 ? 1 : 0 }, weights: nil, ridge: [1, 1],
            concurrency: 1)
        let point = objective.point(at: [0.1, 0.2, 0.3])
        let preconditioner = Preconditioner.diagonal([2, 3, 4])
        var memory = CurvatureMemory()
        let plain = memory.direction(point.gradient, solve: preconditioner.solve)
        var noisy = point
        noisy.parameters[0] += 1
        noisy.gradient[0] += 1e-14
        memory.append(from: point, to: noisy, gradientScale: objective.gradientScale)
        #expect(memory.direction(point.gradient, solve: preconditioner.solve) == plain)
        noisy.gradient[0] += 10
        memory.append(from: point, to: noisy, gradientScale: objective.gradientScale)
        #expect(memory.direction(point.gradient, solve: preconditioner.solve) != plain)
    }
}
