import LinearAlgebra
import Learning
import TestKit
import Testing

@Suite struct LogisticRegressionTests {
    @Test func agreesWithScikitLearnAndStatsmodels() throws {
        for reference in try LearningFixture.read().regressions {
            let estimator = try LogisticRegression(.init(penalty: reference.penalty), concurrency: 1)
            let fit = try estimator.fit(
                design: reference.matrix, labels: reference.labels, weights: reference.weights)
            let name = reference.name
            #expect(fit.state == .converged, "\(name)")
            #expect(isNear(fit.coefficients, reference.coefficients, 1e-6), "\(name): \(fit.coefficients)")
            #expect(isNear([fit.intercept], [reference.intercept], 1e-6), "\(name)")
            #expect(isNear([fit.objective], [reference.objective], 1e-9), "\(name)")
            let errors = try #require(fit.standardErrors)
            #expect(isNear(errors, reference.standardErrors, 1e-6), "\(name): \(errors)")
            #expect(
                isNear([fit.interceptStandardError ?? .nan], [reference.interceptStandardError], 1e-6),
                "\(name)")
        }
    }

    @Test(arguments: [0, 0.5, 40])
    func holdsTheLawsOfEstimators(penalty: Double) throws {
        let estimator = try LogisticRegression(.init(penalty: penalty), concurrency: 2)
        let laws = EstimatorLaws(columns: 3, takesWeights: true) { design, labels, weights in
            let fit = try estimator.fit(design: design, labels: labels, weights: weights)
            return fit.coefficients + [fit.intercept]
        }
        for seed in 1...3 as ClosedRange<UInt64> {
            #expect(try laws.violations(rows: 120, seed: seed) == [])
        }
    }

    /// Below, at and above the boundaries of row blocks.
    @Test(arguments: [4095, 4096, 4097, 9000])
    func bitsDoNotDependOnTheNumberOfThreads(rows: Int) throws {
        let (design, labels) = sample(rows: rows, columns: 3, seed: 5)
        let fits = try [1, 2, 7].map { concurrency in
            try LogisticRegression(concurrency: concurrency).fit(design: design, labels: labels)
        }
        #expect(fits[0] == fits[1] && fits[0] == fits[2])
    }

    @Test func labelsThatSeparateNeedAPenalty() throws {
        let (design, _) = sample(rows: 40, columns: 2, seed: 6)
        let labels = (0..<40).map { design[$0, 0] > 0.1 }
        let free = try LogisticRegression(.init(penalty: 0), concurrency: 1)
        #expect(throws: LearningError.separated) { try free.fit(design: design, labels: labels) }
        let fit = try LogisticRegression(.init(penalty: 1e-6), concurrency: 1).fit(
            design: design, labels: labels)
        #expect(fit.state == .converged)
    }

    /// One value of the column belongs to one label only: its coefficient has no bound, the others do.
    @Test func aLevelThatTellsIsReportedAsSaturated() throws {
        let (columns, labels) = sample(rows: 200, columns: 1, seed: 7)
        let telling = (0..<200).map { labels[$0] && $0.isMultiple(of: 4) ? 1.0 : 0 }
        let design = Matrix(
            rows: 200, columns: 2, elements: (0..<200).flatMap { [columns[$0, 0], telling[$0]] })
        let fit = try LogisticRegression(.init(penalty: 0), concurrency: 1).fit(
            design: design, labels: labels)
        #expect(fit.state == .saturated)
    }

    @Test func dependentColumnsAreReportedAndStillMinimized() throws {
        let (columns, labels) = sample(rows: 100, columns: 1, seed: 8)
        let doubled = Matrix(
            rows: 100, columns: 3, elements: (0..<100).flatMap { [columns[$0, 0], columns[$0, 0], 0] })
        let free = try LogisticRegression(.init(penalty: 0), concurrency: 1)
        let fit = try free.fit(design: doubled, labels: labels)
        let single = try free.fit(design: columns, labels: labels)
        #expect(fit.jitter > 0 && fit.standardErrors == nil && fit.state == .converged)
        #expect(abs(fit.coefficients[0] + fit.coefficients[1] - single.coefficients[0]) < 1e-6)
        #expect(fit.coefficients[2] == 0)
        #expect(single.jitter == 0)
    }

    @Test func constantColumnsEndWell() throws {
        let (columns, labels) = sample(rows: 60, columns: 1, seed: 9)
        let design = Matrix(rows: 60, columns: 2, elements: (0..<60).flatMap { [columns[$0, 0], 3] })
        let fit = try LogisticRegression(concurrency: 1).fit(design: design, labels: labels)
        #expect(fit.state == .converged && abs(fit.coefficients[1]) < 1e-9)
    }

    @Test func moreColumnsThanRowsEndWell() throws {
        let (design, _) = sample(rows: 3, columns: 500, seed: 10)
        let fit = try LogisticRegression(concurrency: 1).fit(design: design, labels: [true, false, true])
        #expect(fit.state == .converged && fit.standardErrors?.count == 500)
    }

    @Test func withoutColumnsTheInterceptIsTheBaseRate() throws {
        let fit = try LogisticRegression(concurrency: 1).fit(
            design: Matrix(rows: 4, columns: 0), labels: [true, true, true, false])
        #expect(fit.coefficients.isEmpty && abs(fit.intercept - 1.0986122886681098) < 1e-12)
    }

    @Test(arguments: [1e-80, 1e80])
    func hugeAndTinyScalesEndWell(scale: Double) throws {
        let (columns, labels) = sample(rows: 100, columns: 2, seed: 11)
        let design = Matrix(rows: 100, columns: 2, elements: columns.elements.map { $0 * scale })
        let free = try LogisticRegression(.init(penalty: 0), concurrency: 1)
        let fit = try free.fit(design: design, labels: labels)
        let plain = try free.fit(design: columns, labels: labels)
        #expect(isNear(fit.coefficients.map { $0 * scale }, plain.coefficients, 1e-9))
    }

    @Test func numbersBeyondTheLimitAreRefusedWithTheirPlace() throws {
        var design = Matrix(rows: 3, columns: 2)
        design[1, 1] = 1e300
        let estimator = try LogisticRegression(concurrency: 1)
        #expect(throws: LearningError.invalidNumber(in: "design", row: 1, column: 1)) {
            try estimator.fit(design: design, labels: [true, false, true])
        }
    }

    @Test func settingsOutOfRangeAreRefused() {
        for penalty in [-1, .nan, .infinity] as [Double] {
            #expect(throws: ConfigurationError.self) { try LogisticRegression(.init(penalty: penalty)) }
        }
        #expect(throws: ConfigurationError.self) { try LogisticRegression(.init(maximumIterations: 0)) }
        #expect(throws: ConfigurationError.self) { try LogisticRegression(.init(tolerance: 0)) }
    }

    @Test func tooFewIterationsAreReported() throws {
        let (design, labels) = sample(rows: 100, columns: 2, seed: 12)
        let fit = try LogisticRegression(.init(maximumIterations: 1), concurrency: 1).fit(
            design: design, labels: labels)
        #expect(fit.state == .iterationLimit && fit.iterations == 1)
    }
}

/// Labels that lean on the columns without being told apart by them.
func sample(rows: Int, columns: Int, seed: UInt64) -> (design: Matrix, labels: [Bool]) {
    var random = CounterRandom(seed: seed, stream: "learning sample")
    let elements = (0..<rows * columns).map { _ in random.nextUniform() * 4 - 2 }
    let labels = (0..<rows).map { row in
        elements[row * columns..<(row + 1) * columns].reduce(0, +) + random.nextUniform() * 8 - 4 > 0
    }
    return (Matrix(rows: rows, columns: columns, elements: elements), labels)
}
