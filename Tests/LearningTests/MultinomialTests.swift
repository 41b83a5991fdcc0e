import Foundation
import LinearAlgebra
import TestKit
import Testing

@testable import Learning

@Suite struct MultinomialTests {
    /// What `scripts/reference/multinomial-fixtures.py` writes.
    private struct Fixture: Decodable {
        var regressions: [Regression]
        var temperatures: [Temperature]

        struct Regression: Decodable {
            var name: String
            var rows: Int
            var columns: Int
            var classes: Int
            var strength: Double
            var design: [Double]
            var labels: [Int]
            var weights: [Double]?
            var coefficients: [[Double]]
            var intercepts: [Double]
            var objective: Double
            var probabilities: [[Double]]
        }

        struct Temperature: Decodable {
            var name: String
            var classes: Int
            var margins: [Double]
            var labels: [Int]
            var temperature: Double
            var before: Double
            var after: Double
        }

        static func read() throws -> Fixture {
            let url = URL(filePath: #filePath).deletingLastPathComponent().appending(
                path: "Fixtures/multinomial.json")
            return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url))
        }
    }

    @Test func fitsAreThoseOfTheReference() throws {
        let cases = try Fixture.read().regressions
        #expect(cases.count == 5)
        for one in cases {
            let matrix = Matrix(rows: one.rows, columns: one.columns, elements: one.design)
            for design in [DesignMatrix.double(matrix), .sparse(SparseMatrix(matrix))] {
                let fit = try MultinomialRegression(
                    .init(strength: one.strength, maximumIterations: 10_000, tolerance: 1e-11), concurrency: 2
                ).fit(
                    MultinomialProblem(
                        design: design, labels: one.labels, classes: one.classes, weights: one.weights))
                #expect(fit.state == .converged || fit.gradientNorm < 1e-9, "\(one.name)")
                for (own, other) in zip(fit.coefficients, one.coefficients) {
                    #expect(isNear(own, other, 1e-5), "\(one.name)")
                }
                #expect(isNear(fit.intercepts, one.intercepts, 1e-5), "\(one.name)")
                #expect(isNear([fit.objective], [one.objective], 1e-9), "\(one.name)")
                let margins = MultinomialPrediction(fit, concurrency: 1).margins(of: design)
                for (row, expected) in one.probabilities.enumerated() {
                    let own = margins[row * one.classes..<(row + 1) * one.classes].map { exp($0) }
                    #expect(isNear(own.map { $0 / own.reduce(0, +) }, expected, 1e-6), "\(one.name)")
                }
            }
        }
    }

    @Test func temperaturesAreThoseOfTheReference() throws {
        let cases = try Fixture.read().temperatures
        #expect(cases.count == 2)
        for one in cases {
            let found = try TemperatureScaling(
                margins: one.margins, labels: one.labels, classes: one.classes)
            #expect(isNear([found.temperature], [one.temperature], 1e-6), "\(one.name)")
            #expect(isNear([found.lossBefore, found.lossAfter], [one.before, one.after], 1e-12))
        }
    }

    /// Margins that are always right are told to be sure, such that are always wrong to be modest, without an end.
    @Test func temperaturesHaveBounds() throws {
        let labels = [0, 1, 0, 1]
        let right: [Double] = labels.flatMap { label -> [Double] in label == 0 ? [1, 0] : [0, 1] }
        let sure = try TemperatureScaling(margins: right, labels: labels, classes: 2)
        // Nobody knows how sure: a few right answers are no certainty.
        #expect(sure.temperature == 1 && sure.lossAfter == sure.lossBefore)
        let flat = try TemperatureScaling(margins: right.map { _ in 3 }, labels: labels, classes: 2)
        #expect(flat.temperature == 1)
        let wrong = try TemperatureScaling(margins: right.map { -$0 }, labels: labels, classes: 2)
        #expect(wrong.temperature == TemperatureScaling.limit && wrong.lossAfter < wrong.lossBefore)
        #expect(throws: LearningError.noRows) { try TemperatureScaling(margins: [], labels: [], classes: 2) }
        #expect(throws: LearningError.unknownClass(2, row: 1, classes: 2)) {
            try TemperatureScaling(margins: [0, 1, 0, 1], labels: [0, 2], classes: 2)
        }
        #expect(throws: LearningError.wrongCount(of: "margins", expected: 4, found: 3)) {
            try TemperatureScaling(margins: [0, 1, 0], labels: [0, 1], classes: 2)
        }
        #expect(throws: LearningError.invalidNumber(in: "margins", row: 1, column: 0)) {
            try TemperatureScaling(margins: [0, 1, .nan, 0], labels: [0, 1], classes: 2)
        }
    }

    /// How far a column lies from 0 says nothing, whatever gradients are held against.
    @Test func farColumnsAreLearnedToo() throws {
        var random = CounterRandom(seed: 8, stream: "far columns")
        let near = (0..<400).map { _ in 4 * random.nextUniform() - 2 }
        let labels = near.map { Int(min(2, max(0, ($0 + random.nextUniform()).rounded()))) }
        func fit(_ shift: Double, sparse: Bool) throws -> MultinomialFit {
            let design = Matrix(rows: 400, columns: 1, elements: near.map { $0 + shift })
            return try MultinomialRegression(.init(strength: 1)).fit(
                MultinomialProblem(
                    design: sparse ? .sparse(SparseMatrix(design)) : .double(design), labels: labels,
                    classes: 3))
        }
        let expected = try fit(0, sparse: false)
        #expect(abs(expected.coefficients[0][0]) > 0.5)
        for sparse in [false, true] {
            let found = try fit(1e7, sparse: sparse)
            #expect(found.state == .converged || found.state == .stalled)
            for (own, other) in zip(found.coefficients, expected.coefficients) {
                #expect(isNear(own, other, 1e-4), "\(own) \(other)")
            }
        }
    }

    @Test func holdsTheLawsOfClassifiers() throws {
        let estimator = MultinomialRegression.Configuration(strength: 0.5, tolerance: 1e-9)
        let laws = ClassifierLaws(columns: 3) { design, labels, classes, weights, concurrency in
            let fit = try MultinomialRegression(estimator, concurrency: concurrency).fit(
                MultinomialProblem(design: design, labels: labels, classes: classes, weights: weights))
            #expect(fit.state == .converged)
            return zip(fit.coefficients, fit.intercepts).map { $0 + [$1] }
        }
        #expect(try laws.violations(rows: 2_500, seed: 5) == [])
    }

    @Test func derivativesAreThoseOfFiniteDifferences() throws {
        let (design, labels) = sample(rows: 60, columns: 3, seed: 31)
        let classes = labels.enumerated().map { $1 ? 2 : $0 % 2 }
        for design in [DesignMatrix.double(design), .sparse(SparseMatrix(design))] {
            let objective = try MultinomialObjective(
                MultinomialProblem(
                    design: design, labels: classes, classes: 3,
                    weights: (0..<60).map { 0.5 + Double($0 % 3) }),
                strength: 0.7, concurrency: 2)
            let parameters = (0..<12).map { Double($0 % 5) / 3 - 0.6 }
            let point = objective.point(at: parameters)
            for index in parameters.indices {
                let step = 1e-5
                var (above, below) = (parameters, parameters)
                above[index] += step
                below[index] -= step
                let slope =
                    (objective.point(at: above).value - objective.point(at: below).value) / (2 * step)
                #expect(abs(slope - point.gradient[index]) < 1e-6)
            }
        }
    }

    /// Two classes are those of a binary regression with half the penalty, since two vectors of half the length share it.
    @Test func twoClassesAreABinaryRegression() throws {
        let (design, labels) = sample(rows: 500, columns: 3, seed: 32)
        let binary = try LogisticRegression(.init(penalty: 1), concurrency: 1).fit(
            design: design, labels: labels)
        let fit = try MultinomialRegression(.init(strength: 2, tolerance: 1e-10), concurrency: 1).fit(
            MultinomialProblem(design: .double(design), labels: labels.map { $0 ? 1 : 0 }, classes: 2))
        #expect(isNear(fit.coefficients[1].map { 2 * $0 }, binary.coefficients, 1e-7))
        #expect(isNear([2 * fit.intercepts[1]], [binary.intercept], 1e-7))
        #expect(isNear(fit.coefficients[0].map { -$0 }, fit.coefficients[1], 1e-9))
    }

    /// A path ends where single fits do, and sooner where it is told to.
    @Test func aPathFindsWhatSingleFitsFind() throws {
        let (design, labels) = sample(rows: 400, columns: 4, seed: 33)
        let problem = MultinomialProblem(
            design: .double(design), labels: labels.enumerated().map { $1 ? 2 : $0 % 2 }, classes: 3)
        let estimator = try MultinomialRegression(.init(tolerance: 1e-10), concurrency: 2)
        let path = try estimator.path(problem, strengths: [10, 1, 0.1])
        for (fit, strength) in zip(path, [10, 1, 0.1]) {
            let single = try MultinomialRegression(
                .init(strength: strength, tolerance: 1e-10), concurrency: 2
            ).fit(problem)
            #expect(isNear(fit.coefficients[2], single.coefficients[2], 1e-6))
        }
        let short = try estimator.path(problem, strengths: [10, 1, 0.1]) { $0 == path[1] }
        #expect(short == Array(path[..<2]))
        let again = try MultinomialRegression(.init(strength: 0.1), concurrency: 2).fit(
            problem, from: path[2])
        #expect(again.objective <= path[2].objective * (1 + 1e-6))
    }

    @Test func withoutColumnsTheSharesAreFound() throws {
        let fit = try MultinomialRegression(concurrency: 1).fit(
            MultinomialProblem(
                design: .double(Matrix(rows: 4, columns: 0)), labels: [0, 1, 1, 1], classes: 2))
        #expect(isNear([fit.intercepts[1] - fit.intercepts[0]], [log(3.0)], 1e-9))
        #expect(fit.state == .converged)
    }

    @Test func cornersAreTypedErrors() throws {
        let column = Matrix(rows: 6, columns: 1, elements: [-3, -2, -1, 1, 2, 3])
        func fit(
            _ labels: [Int], classes: Int, strength: Double = 1, weights: [Double]? = nil,
            design: Matrix? = nil
        ) throws -> MultinomialFit {
            try MultinomialRegression(.init(strength: strength), concurrency: 1).fit(
                MultinomialProblem(
                    design: .double(design ?? column), labels: labels, classes: classes, weights: weights))
        }
        #expect(throws: LearningError.separated) { try fit([0, 0, 0, 1, 1, 1], classes: 2, strength: 0) }
        let mixed = try fit([0, 0, 1, 0, 1, 1], classes: 2, strength: 0)
        #expect(mixed.state == .converged)
        #expect(throws: LearningError.oneClass(rows: 6)) { try fit([0, 0, 0, 0, 0, 0], classes: 1) }
        #expect(throws: LearningError.oneClass(rows: 6)) {
            try fit([0, 0, 0, 1, 1, 1], classes: 2, weights: [1, 1, 1, 0, 0, 0])
        }
        #expect(throws: LearningError.emptyClass(1)) { try fit([0, 0, 0, 2, 2, 2], classes: 3) }
        #expect(throws: LearningError.unknownClass(2, row: 5, classes: 2)) {
            try fit([0, 0, 0, 1, 1, 2], classes: 2)
        }
        #expect(throws: LearningError.noRows) {
            try fit([], classes: 2, design: Matrix(rows: 0, columns: 1))
        }
        #expect(throws: LearningError.invalidNumber(in: "design", row: 2, column: 0)) {
            try fit(
                [0, 1, 0], classes: 2, design: Matrix(rows: 3, columns: 1, elements: [0, 1, .nan]))
        }
        let limit = MultinomialProblem.coefficientLimit
        #expect(throws: LearningError.tooManyCoefficients(classes: limit, columns: 1, limit: limit)) {
            try fit([0, 1, 0, 1, 0, 1], classes: limit)
        }
        let three = try fit([0, 0, 1, 1, 2, 2], classes: 3)
        #expect(throws: LearningError.wrongCount(of: "start", expected: 2, found: 3)) {
            try MultinomialRegression(concurrency: 1).fit(
                MultinomialProblem(design: .double(column), labels: [0, 0, 0, 1, 1, 1], classes: 2),
                from: three)
        }
        for (key, settings) in [
            ("strength", MultinomialRegression.Configuration(strength: -1)),
            ("strength", MultinomialRegression.Configuration(strength: .nan)),
            ("maximumIterations", MultinomialRegression.Configuration(maximumIterations: 0)),
            ("tolerance", MultinomialRegression.Configuration(tolerance: 0)),
        ] {
            let error = #expect(throws: ConfigurationError.self) { try MultinomialRegression(settings) }
            #expect(error?.key == key)
        }
        for (error, word) in [
            (LearningError.oneClass(rows: 6), "6 rows"), (.emptyClass(1), "class 1"),
            (.unknownClass(7, row: 5, classes: 2), "row 6"),
            (.tooManyCoefficients(classes: 9, columns: 8, limit: 7), "fewer"),
        ] { #expect(error.description.contains(word)) }
    }

    /// Numbers near the limit of what is allowed end in a state or an error, not in a trap or a loop.
    @Test func hugeNumbersEnd() throws {
        let design = Matrix(rows: 4, columns: 2, elements: [1e90, 1, -1e90, 2, 1e90, 3, 1, 4])
        let fit = try MultinomialRegression(.init(maximumIterations: 50), concurrency: 1).fit(
            MultinomialProblem(design: .double(design), labels: [0, 1, 1, 0], classes: 2))
        let isFinite = fit.coefficients.allSatisfy { $0.allSatisfy { $0.isFinite } }
        #expect(isFinite)
    }
}
