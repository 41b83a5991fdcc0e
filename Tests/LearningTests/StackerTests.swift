import Foundation
import LinearAlgebra
import Learning
import Models
import TestKit
import Testing

/// Weights of models, none below 0, on a later slice.
@Suite struct StackerTests {
    private struct Fixture: Decodable {
        var stacks: [Stack]

        struct Stack: Decodable {
            var name: String
            var models: Int
            var margins: [Double]
            var labels: [Bool]
            var weights: [Double]?
            var stacked: [Double]
            var intercept: Double
            var loss: Double

            var matrix: Matrix { Matrix(rows: labels.count, columns: models, elements: margins) }
        }
    }

    private static func fixture() throws -> [Fixture.Stack] {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Fixtures/stacking.json")
        return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url)).stacks
    }

    @Test func agreesWithSciPy() throws {
        let stacks = try Self.fixture()
        #expect(stacks.count == 8)
        for reference in stacks {
            let fit = try NonnegativeStacker().fit(
                margins: reference.matrix, labels: reference.labels, weights: reference.weights)
            let name = Comment(rawValue: "\(reference.name): \(fit)")
            #expect(
                isNear(fit.weights + [fit.intercept], reference.stacked + [reference.intercept], 1e-7), name)
            #expect(abs(fit.loss - reference.loss) < 1e-12, name)
            #expect(fit.state == .converged && fit.violation <= NonnegativeStacker.tolerance, name)
            #expect(fit.weights.map { $0 == 0 } == reference.stacked.map { $0 == 0 }, name)
            #expect(abs(fit.shares.reduce(0, +) - 1) < 1e-12 && fit.shares.allSatisfy { $0 >= 0 }, name)
        }
    }

    @Test(arguments: [1, 2, 3])
    func holdsTheLawsOfEstimators(models: Int) throws {
        let laws = EstimatorLaws(columns: models, takesWeights: true) { design, labels, weights in
            let fit = try NonnegativeStacker().fit(margins: design, labels: labels, weights: weights)
            return fit.weights + [fit.intercept]
        }
        for seed in 1...3 as ClosedRange<UInt64> {
            #expect(try laws.violations(rows: 120, seed: seed) == [])
        }
    }

    /// The loss that is minimized, written out.
    private func loss(
        _ weights: [Double], _ intercept: Double, _ margins: Matrix, _ labels: [Bool]
    ) -> Double {
        let positives = Double(labels.count { $0 })
        let count = Double(labels.count)
        let share = positives / count
        var sum = 0.0
        for row in labels.indices {
            let target = labels[row] ? (positives + 1) / (positives + 2) : 1 / (count - positives + 2)
            var logit = intercept
            for column in weights.indices { logit += weights[column] * margins[row, column] }
            sum += log(1 + exp(-abs(logit))) + max(logit, 0) - target * logit
        }
        for column in weights.indices {
            let values = labels.indices.map { margins[$0, column] }
            let mean = values.reduce(0, +) / count
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
            sum +=
                0.5 * count * NonnegativeStacker.ridge * share * (1 - share) * weights[column]
                * weights[column] * variance
        }
        return sum / count
    }

    /// Nothing near is better, nor anything on a grid.
    @Test func isTheLeastThereIs() throws {
        var bounds = 0
        for seed in 1...6 as ClosedRange<UInt64> {
            var random = CounterRandom(seed: seed, stream: "stacks")
            let labels = (0..<60).map { _ in random.nextUniform() < 0.4 }
            let lean = [0.8, 0.3, -0.6]
            let margins = Matrix(
                rows: 60, columns: 3,
                elements: labels.flatMap { label in
                    lean.map { $0 * (label ? 1 : -1) + 3 * random.nextUniform() - 1.5 }
                })
            let fit = try NonnegativeStacker().fit(margins: margins, labels: labels)
            let least = loss(fit.weights, fit.intercept, margins, labels)
            #expect(abs(least - fit.loss) < 1e-12)
            bounds += fit.weights.count { $0 == 0 }
            for step in [1e-3, 0.1, 1] {
                for place in 0..<4 {
                    for sign in [-1.0, 1] {
                        var (weights, intercept) = (fit.weights, fit.intercept)
                        if place == 3 { intercept += sign * step } else { weights[place] += sign * step }
                        if weights.contains(where: { $0 < 0 }) { continue }
                        #expect(loss(weights, intercept, margins, labels) >= least - 1e-13)
                    }
                }
            }
            for cell in 0..<5 * 5 * 5 * 5 {
                let weights = [cell % 5, cell / 5 % 5, cell / 25 % 5].map { Double($0) * 0.3 }
                let intercept = Double(cell / 125) * 0.4 - 1.2
                #expect(loss(weights, intercept, margins, labels) >= least - 1e-13)
            }
        }
        #expect(bounds > 3)
    }

    @Test func equalMembersHaveEqualWeights() throws {
        let stack = try #require(try Self.fixture().first { $0.name == "equal" })
        let fit = try NonnegativeStacker().fit(margins: stack.matrix, labels: stack.labels)
        #expect(abs(fit.weights[0] / fit.weights[2] - 1) < 1e-9)
        // Together they weigh what one of them does.
        let two = try #require(try Self.fixture().first { $0.name == "two" })
        let alone = try NonnegativeStacker().fit(margins: two.matrix, labels: two.labels)
        #expect(abs(fit.weights[0] + fit.weights[2] - alone.weights[0]) < 1e-5)
        #expect(abs(fit.loss - alone.loss) < 1e-6)
    }

    /// On its own rows a stack needs no calibration: a line through its logits is the diagonal, but for the ridge.
    @Test func isItsOwnCalibration() throws {
        for stack in try Self.fixture() where stack.weights == nil {
            let fit = try NonnegativeStacker().fit(margins: stack.matrix, labels: stack.labels)
            let logits = stack.labels.indices.map { row in
                (0..<stack.models).reduce(fit.intercept) { $0 + fit.weights[$1] * stack.matrix[row, $1] }
            }
            let line = try PlattCalibrator().fit(margins: logits, labels: stack.labels)
            #expect(abs(line.slope - 1) < 1e-4 && abs(line.intercept) < 2e-4, "\(stack.name): \(line)")
        }
    }

    @Test func threadsLeaveTheBits() throws {
        var random = CounterRandom(seed: 8, stream: "stacks")
        let labels = (0..<5_000).map { _ in random.nextUniform() < 0.3 }
        let margins = Matrix(
            rows: labels.count, columns: 4,
            elements: labels.flatMap { label in
                (0..<4).map { _ in random.nextUniform() + (label ? 0.3 : 0) }
            })
        let fits = try [1, 2, 7].map {
            try NonnegativeStacker(concurrency: $0).fit(margins: margins, labels: labels)
        }
        #expect(fits[1] == fits[0] && fits[2] == fits[0])
    }

    @Test func constantMarginsWeighNothing() throws {
        let two = try #require(try Self.fixture().first { $0.name == "two" })
        let alone = try NonnegativeStacker().fit(margins: two.matrix, labels: two.labels)
        let wider = Matrix(
            rows: two.labels.count, columns: 3,
            elements: two.labels.indices.flatMap { [two.matrix[$0, 0], 0.1, two.matrix[$0, 1]] })
        let fit = try NonnegativeStacker().fit(margins: wider, labels: two.labels)
        #expect(fit.weights[1] == 0 && fit.shares[1] == 0)
        #expect([fit.weights[0], fit.weights[2]] == alone.weights && fit.intercept == alone.intercept)
    }

    /// Scales from 1e-80 to 1e80 beside each other.
    @Test func scalesDoNotMatter() throws {
        let two = try #require(try Self.fixture().first { $0.name == "two" })
        let alone = try NonnegativeStacker().fit(margins: two.matrix, labels: two.labels)
        let scaled = Matrix(
            rows: two.labels.count, columns: 2,
            elements: two.labels.indices.flatMap {
                [two.matrix[$0, 0] * 0x1p266, two.matrix[$0, 1] * 0x1p-266]
            })
        let fit = try NonnegativeStacker().fit(margins: scaled, labels: two.labels)
        #expect(isNear([fit.weights[0] * 0x1p266, fit.weights[1] * 0x1p-266], alone.weights, 1e-9))
    }

    @Test func whatCannotBeWeighedIsSaid() throws {
        func refusal(_ elements: [Double], _ labels: [Bool], _ models: Int = 1) -> String {
            do {
                let fit = try NonnegativeStacker().fit(
                    margins: Matrix(rows: labels.count, columns: models, elements: elements), labels: labels)
                return "\(fit)"
            } catch {
                return "\(error)"
            }
        }
        let labels = [true, true, false, false]
        #expect(
            refusal([1, 2, 3, 4], labels).hasPrefix("no member's margin rises with the outcome on the 4"))
        #expect(refusal([2, 2, 2, 2], labels).hasPrefix("every member gives all 4 rows"))
        #expect(refusal([1, 2], [true, true]) == "\(LearningError.singleClass(rows: 2, label: true))")
        #expect(refusal([], []) == "\(LearningError.noRows)")
        #expect(refusal([1, .nan, 2, 3], [true, false], 2).hasPrefix("margins, row 1, column 2"))
        #expect(throws: LearningError.noRows) {
            try NonnegativeStacker().fit(
                margins: Matrix(rows: 2, columns: 1, elements: [1, 2]), labels: [true, false],
                weights: [0, 0])
        }
    }
}
