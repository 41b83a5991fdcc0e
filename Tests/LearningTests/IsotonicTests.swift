import Foundation
import LinearAlgebra
import Learning
import Models
import TestKit
import Testing

/// Isotonic regression and the calibration by it.
@Suite struct IsotonicTests {
    private struct Fixture: Decodable {
        var regressions: [Regression]

        struct Regression: Decodable {
            var name: String
            var arguments: [Double]
            var values: [Double]
            var weights: [Double]?
            var asked: [Double]
            var answers: [Double]
        }
    }

    @Test func agreesWithScikitLearn() throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Fixtures/isotonic.json")
        let fixture = try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url))
        #expect(fixture.regressions.count == 5)
        for reference in fixture.regressions {
            let fit = try IsotonicRegression(
                arguments: reference.arguments, values: reference.values, weights: reference.weights)
            #expect(
                isNear(reference.asked.map(fit.value(at:)), reference.answers, 1e-12), "\(reference.name)")
        }
    }

    /// The step at a point is the greatest, over starts not after it, of the least mean up to an end not before it.
    @Test func isTheMinMaxOfMeans() throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            var random = CounterRandom(seed: seed, stream: "isotonic oracle")
            let count = 1 + Int(random.nextUniform() * 30)
            // On few numbers, so that there are ties; by turns crowded, so that places overflow.
            let arguments = (0..<count).map { _ in
                let number = (random.nextUniform() * 12).rounded()
                return seed.isMultiple(of: 2) ? number : 1 / (1 + number * number * number)
            }
            let values = (0..<count).map { _ in random.nextUniform() }
            let weights = (0..<count).map { _ in random.nextUniform() < 0.2 ? 0 : random.nextUniform() }
            guard weights.contains(where: { $0 > 0 }) else { continue }
            let fit = try IsotonicRegression(arguments: arguments, values: values, weights: weights)
            let order = Set(arguments.indices.filter { weights[$0] > 0 }.map { arguments[$0] }).sorted()
            func mean(_ range: ClosedRange<Int>) -> Double {
                let own = arguments.indices.filter {
                    arguments[$0] >= order[range.lowerBound] && arguments[$0] <= order[range.upperBound]
                }
                return own.reduce(0) { $0 + weights[$1] * values[$1] } / own.reduce(0) { $0 + weights[$1] }
            }
            for place in order.indices {
                let expected = (0...place).map { start in
                    (place..<order.count).map { mean(start...$0) }.min() ?? 0
                }.max()
                #expect(abs(fit.value(at: order[place]) - (expected ?? 9)) < 1e-12)
            }
        }
    }

    @Test func manyRowsAreSortedWhateverTheyAreLike() throws {
        for shape in 0..<4 {
            var random = CounterRandom(seed: 77, stream: "many rows")
            let arguments = (0..<3000).map { row in
                let number = random.nextUniform()
                switch shape {
                case 0: return number
                case 1: return row == 0 ? 1e90 : number
                case 2: return (number * 5).rounded() * 1e-300
                default: return number < 0.5 ? -1e90 : 1e90 * number
                }
            }
            let fit = try IsotonicRegression(arguments: arguments, values: arguments)
            #expect(fit.steps.map(\.first) == Set(arguments).sorted())
            #expect(fit.steps.reduce(0) { $0 + $1.weight } == 3000)
        }
    }

    /// Parameters that can be compared where curves have different knots: the curve at some margins.
    private func asked(_ curve: IsotonicCalibration) -> [Double] {
        stride(from: -3, through: 3, by: 0.05).map(curve.logit)
    }

    @Test func holdsTheLawsOfEstimators() throws {
        let laws = EstimatorLaws(columns: 1, takesWeights: true) { design, labels, weights in
            asked(
                try IsotonicCalibrator().fit(margins: design.elements, labels: labels, weights: weights))
        }
        for seed in 1...3 as ClosedRange<UInt64> {
            #expect(try laws.violations(rows: 100, seed: seed) == [])
        }
    }

    @Test func aCurveNeverFallsAndHasNoCertainty() throws {
        var random = CounterRandom(seed: 3, stream: "curve")
        let margins = (0..<400).map { _ in random.nextUniform() * 8 - 4 }
        let labels = margins.map { random.nextUniform() < 1 / (1 + exp(-2 * $0)) }
        let curve = try IsotonicCalibrator().fit(margins: margins, labels: labels)
        let positives = Double(labels.count { $0 })
        #expect(abs((curve.logits.last ?? 0) - log(positives + 1)) < 1e-9)
        #expect(abs((curve.logits.first ?? 0) + log(400 - positives + 1)) < 1e-9)
        let sorted = (margins + margins.map { $0 + 1e-9 } + [-1e90, 1e90]).sorted().map(curve.logit)
        #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $0 <= $1 })
        // What is promised is kept on the rows themselves, but for the smoothing.
        let promised = margins.reduce(0) { $0 + Probability(logit: curve.logit($1)).value }
        #expect(abs(promised - positives) < 2)
        #expect(throws: LearningError.constantMargins) {
            try IsotonicCalibrator().fit(margins: [1, 1, 1], labels: [true, false, true])
        }
    }

    /// Margins that are no numbers are no constant ones, however they are gone through.
    @Test func plattRefusesWhatIsNoNumber() throws {
        for count in [6, 100_002] {
            var margins = [Double](repeating: 2, count: count)
            let labels = margins.indices.map { $0 % 3 == 0 }
            #expect(throws: LearningError.constantMargins) {
                try PlattCalibrator(concurrency: 2).fit(margins: margins, labels: labels)
            }
            margins[count - 1] = .nan
            #expect(throws: LearningError.self) {
                try PlattCalibrator().fit(margins: margins, labels: labels)
            }
            margins[count - 1] = .infinity
            #expect(throws: LearningError.self) {
                try PlattCalibrator().fit(margins: margins, labels: labels)
            }
        }
    }

    @Test func plattStartsFromASampleToo() throws {
        var random = CounterRandom(seed: 4, stream: "many margins")
        let margins = (0..<100_000).map { _ in random.nextUniform() * 6 - 3 }
        let labels = margins.map { random.nextUniform() < 1 / (1 + exp(-(0.7 * $0 - 0.4))) }
        let lines = try [1, 3].map {
            try PlattCalibrator(concurrency: $0).fit(margins: margins, labels: labels)
        }
        #expect(lines[0] == lines[1])
        #expect(abs(lines[0].slope - 0.7) < 0.03 && abs(lines[0].intercept + 0.4) < 0.03)
        // Both sums of the gradient vanish there.
        let positives = Double(labels.count { $0 })
        let (high, low) = ((positives + 1) / (positives + 2), 1 / (100_000 - positives + 2))
        var (sum, product) = (0.0, 0.0)
        for (margin, label) in zip(margins, labels) {
            let residual =
                1 / (1 + exp(-(lines[0].slope * margin + lines[0].intercept))) - (label ? high : low)
            sum += residual
            product += residual * margin
        }
        #expect(abs(sum) < 1e-6 && abs(product) < 1e-6)
    }
}
