import Foundation
import Testing

@testable import Evaluation

@Suite struct ClassEvaluationTests {
    private func answer(
        _ label: Int?, _ likeliest: Int, _ probability: Double = 0.8, own: Double = 0.8, isNamed: Bool = true
    ) -> ClassAnswer {
        ClassAnswer(
            label: label, likeliest: likeliest, probability: probability, ownProbability: own,
            isNamed: isNamed)
    }

    private let names = ["card", "cash", "rate"]

    /// Constants of scikit-learn's `f1_score` and SciPy's `binomtest`.
    @Test func figuresAreThoseOfTheReference() throws {
        let pairs = [(0, 0), (0, 1), (1, 1), (1, 1), (2, 2), (2, 0), (2, 2), (0, 0)]
        let found = ClassEvaluation(pairs.map { answer($0.0, $0.1) }, names: names)
        #expect(abs(found.macroF1 - 0.7555555555555555) < 1e-12)
        #expect(found.accuracy.value == 0.75 && found.accuracy.count == 6 && found.accuracy.rows == 8)
        let (lower, upper) = (try #require(found.accuracy.lower), try #require(found.accuracy.upper))
        #expect(abs(lower - 0.40927543031016883) < 1e-12 && abs(upper - 0.9285207872478909) < 1e-12)
        #expect(found.confusions.map(\.rows) == [1, 1])
        #expect(found.confusions[0] == .init(label: "card", answer: "cash", rows: 1))
        #expect(found.classes[2] == .init(name: "rate", rows: 3, precision: 1, recall: 2 / 3, f1: 0.8))
        let loss = try #require(found.logLoss)
        #expect(abs(loss + log(0.8)) < 1e-12)
    }

    /// Of two bins, one half a row too sure and the other a fifth of a row too modest.
    @Test func calibrationErrorsAreThoseOfBins() {
        let found = ClassEvaluation(
            [
                answer(0, 0, 0.9), answer(0, 0, 0.9), answer(1, 0, 0.7), answer(0, 0, 1), answer(2, 0, 0),
            ], names: names)
        #expect(abs(found.expectedCalibrationError - (0.2 + 0.7) / 5) < 1e-12)
    }

    @Test func whatIsNotNamedIsNotCovered() {
        let found = ClassEvaluation(
            [
                answer(0, 0), answer(1, 0, isNamed: false), answer(2, 0),
                answer(nil, 1, own: 0, isNamed: false),
            ], names: names)
        #expect(found.coverage == ShareEstimate(2, of: 4))
        #expect(found.precision == ShareEstimate(1, of: 2))
        #expect(found.accuracy == ShareEstimate(1, of: 4) && found.unknownLabels == 1)
    }

    @Test func cornersHaveNoValues() {
        let none = ClassEvaluation([answer(nil, 1, own: 0, isNamed: false)], names: names)
        #expect(none.logLoss == nil && none.precision.value == nil && none.macroF1 == 0)
        #expect(none.classes[0] == .init(name: "card", rows: 0, precision: nil, recall: nil, f1: nil))
        #expect(none.classes[1] == .init(name: "cash", rows: 0, precision: 0, recall: nil, f1: 0))
        let certain = ClassEvaluation([answer(1, 0, 1, own: 0)], names: names)
        #expect(certain.logLoss?.isFinite == true && certain.expectedCalibrationError == 1)
        #expect(ShareEstimate(3, of: 3).upper == 1 && ShareEstimate(0, of: 3).lower == 0)
    }
}
