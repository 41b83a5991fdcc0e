import Arithmetic
import LinearAlgebra
import Learning
import TestKit
import Testing

@Suite struct LogisticSolverTests {
    /// Every solver, every storage, with weights, offsets and a free column.
    @Test(arguments: LogisticSolver.allCases)
    func allFindOneMinimum(solver: LogisticSolver) throws {
        let (design, labels) = sample(rows: 9000, columns: 3, seed: 31)
        let rounded = Matrix(rows: 9000, columns: 3, elements: design.elements.map { Double(Float($0)) })
        let reference = try fit(.double(rounded), labels, by: .newton)
        let designs: [DesignMatrix] = [
            .double(rounded),
            .float(FloatMatrix(rows: 9000, columns: 3, elements: rounded.elements.map(Float.init))),
            .sparse(SparseMatrix(rounded)),
        ]
        for design in designs where design.isDense || ![.newton, .subsampledNewton].contains(solver) {
            let found = try fit(design, labels, by: solver)
            #expect(found.state == .converged && found.solver != .automatic)
            #expect(
                isNear(
                    found.coefficients + [found.intercept], reference.coefficients + [reference.intercept],
                    1e-7))
            #expect(isNear([found.objective], [reference.objective], 1e-12))
        }
    }

    private func fit(
        _ design: DesignMatrix, _ labels: [Bool], by solver: LogisticSolver
    ) throws -> LogisticFit {
        try LogisticRegression(.init(penalty: 30, solver: solver), concurrency: 2).fit(
            LogisticProblem(
                design: design, labels: labels, weights: labels.indices.map { Double($0 % 4) },
                offsets: labels.indices.map { Double($0 % 7) / 7 }, unpenalizedColumns: [1]))
    }

    @Test(arguments: [LogisticSolver.subsampledNewton, .lbfgs, .truncatedNewton])
    func eachHoldsTheLawsOfEstimators(solver: LogisticSolver) throws {
        let estimator = try LogisticRegression(.init(penalty: 0.5, solver: solver), concurrency: 2)
        let laws = EstimatorLaws(columns: 3, takesWeights: true) { design, labels, weights in
            let fit = try estimator.fit(design: design, labels: labels, weights: weights)
            return fit.coefficients + [fit.intercept]
        }
        #expect(try laws.violations(rows: 2000, seed: 1) == [])
    }

    @Test(arguments: [LogisticSolver.newton, .subsampledNewton, .lbfgs, .truncatedNewton])
    func bitsDoNotDependOnTheNumberOfThreads(solver: LogisticSolver) throws {
        for rows in [8191, 8192, 8193] {
            let (design, labels) = sample(rows: rows, columns: 4, seed: 32)
            let fits = try [1, 2, 7].map { concurrency in
                try LogisticRegression(.init(solver: solver), concurrency: concurrency)
                    .fit(design: design, labels: labels)
            }
            #expect(fits[0] == fits[1] && fits[0] == fits[2])
        }
    }

    /// A tenth of the columns nearly collinear, rare binary columns, heavy tails, few positives.
    @Test(arguments: [LogisticSolver.newton, .subsampledNewton])
    func hardDataEndAtTheMinimum(solver: LogisticSolver) throws {
        let (design, labels) = hardSample(rows: 30_000)
        let fit = try LogisticRegression(.init(solver: solver, tolerance: 1e-9), concurrency: 2)
            .fit(design: design, labels: labels)
        #expect(fit.state == .converged && fit.gradientNorm <= 1e-9)
        let exact = try LogisticRegression(.init(solver: .newton), concurrency: 2)
            .fit(design: design, labels: labels)
        #expect(isNear([fit.objective], [exact.objective], 1e-10))
    }

    @Test func aWarmStartSavesStepsAndEndsAtTheSameMinimum() throws {
        let (design, labels) = sample(rows: 500, columns: 3, seed: 33)
        let problem = LogisticProblem(design: .double(design), labels: labels)
        for solver in [LogisticSolver.newton, .lbfgs, .truncatedNewton] {
            let estimator = try LogisticRegression(.init(solver: solver), concurrency: 1)
            let cold = try estimator.fit(problem)
            let warm = try estimator.fit(problem, from: cold.start)
            #expect(warm.iterations <= 1 && warm.iterations < cold.iterations)
            #expect(isNear(warm.coefficients, cold.coefficients, 1e-9))
        }
    }

    @Test func anOffsetThatIsALineMovesTheCoefficientByItsSlope() throws {
        let (design, labels) = sample(rows: 300, columns: 1, seed: 34)
        let estimator = try LogisticRegression(.init(penalty: 0), concurrency: 1)
        let plain = try estimator.fit(design: design, labels: labels)
        let moved = try estimator.fit(
            LogisticProblem(
                design: .double(design), labels: labels, offsets: design.elements.map { 0.5 * $0 - 1 }))
        #expect(isNear(moved.coefficients, [plain.coefficients[0] - 0.5], 1e-9))
        #expect(isNear([moved.intercept], [plain.intercept + 1], 1e-9))
    }

    @Test func withoutInterceptItStaysZero() throws {
        let (design, labels) = sample(rows: 300, columns: 2, seed: 35)
        let fits = try [LogisticSolver.newton, .lbfgs, .truncatedNewton].map { solver in
            try LogisticRegression(.init(solver: solver, fitsIntercept: false), concurrency: 1)
                .fit(design: design, labels: labels)
        }
        for fit in fits {
            #expect(fit.intercept == 0 && fit.interceptStandardError == nil)
            #expect(isNear(fit.coefficients, fits[0].coefficients, 1e-7))
        }
    }

    /// One cluster, and as many rows as parameters, leave nothing to tell clusters apart by.
    @Test func tooFewClustersSayNothing() throws {
        let (design, labels) = sample(rows: 30, columns: 2, seed: 37)
        let estimator = try LogisticRegression(.init(solver: .newton), concurrency: 1)
        var problem = LogisticProblem(design: .double(design), labels: labels)
        problem.clusters = [Int](repeating: 4, count: 30)
        #expect(try estimator.fit(problem).uncertainty?.clusteredErrors == nil)
        problem.clusters = (0..<30).map { $0 / 3 }
        let errors = try #require(try estimator.fit(problem).uncertainty?.clusteredErrors)
        #expect(errors.allSatisfy { $0.isFinite && $0 > 0 })
    }

    @Test func whatCannotBeDoneIsRefused() throws {
        let (design, labels) = sample(rows: 30, columns: 2, seed: 36)
        let estimator = try LogisticRegression(.init(solver: .newton), concurrency: 1)
        let sparse = LogisticProblem(design: .sparse(SparseMatrix(design)), labels: labels)
        #expect(throws: LearningError.self) { try estimator.fit(sparse) }
        var problem = LogisticProblem(design: .double(design), labels: labels, unpenalizedColumns: [2])
        #expect(throws: LearningError.unknownColumn(2, columns: 2)) { try estimator.fit(problem) }
        problem.unpenalizedColumns = []
        problem.offsets = [1]
        #expect(throws: LearningError.wrongCount(of: "offsets", expected: 30, found: 1)) {
            try estimator.fit(problem)
        }
        problem.offsets = (0..<30).map { $0 == 4 ? .nan : 0 }
        #expect(throws: LearningError.invalidNumber(in: "offsets", row: 4, column: 0)) {
            try estimator.fit(problem)
        }
        problem.offsets = nil
        problem.clusters = [1]
        #expect(throws: LearningError.wrongCount(of: "clusters", expected: 30, found: 1)) {
            try estimator.fit(problem)
        }
    }

    @Test func aSinglePositiveInManyRowsEndsWell() throws {
        let (design, _) = sample(rows: 20_000, columns: 3, seed: 37)
        var labels = [Bool](repeating: false, count: 20_000)
        labels[12_345] = true
        for solver in [LogisticSolver.newton, .subsampledNewton, .truncatedNewton] {
            let fit = try LogisticRegression(.init(solver: solver), concurrency: 2)
                .fit(design: design, labels: labels)
            #expect(fit.state == .converged && fit.coefficients.allSatisfy(\.isFinite))
        }
    }

    private func hardSample(rows: Int) -> (design: Matrix, labels: [Bool]) {
        var random = CounterRandom(seed: 38, stream: "hard sample")
        var elements: [Double] = []
        var labels: [Bool] = []
        for _ in 0..<rows {
            let base = random.nextUniform() * 4 - 2
            let twins = (0..<3).map { _ in base + 1e-3 * random.nextUniform() }
            let rare = (0..<3).map { _ in random.nextUniform() < 0.002 ? 1.0 : 0 }
            let tails = (0..<3).map { _ in 1 / (random.nextUniform() + 1e-3) }
            elements += [base] + twins + rare + tails
            let logit = base + 2 * rare[0] + 0.002 * tails[0] - 6
            labels.append(random.nextUniform() < 1 / (1 + PortableMath.exp(-logit)))
        }
        return (Matrix(rows: rows, columns: 10, elements: elements), labels)
    }
}
