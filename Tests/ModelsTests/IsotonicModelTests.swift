import Foundation
import Models
import Testing

/// A model whose calibration is a curve.
@Suite struct IsotonicModelTests {
    private let curve = IsotonicCalibration(
        margins: [-2, -1, -0.25, 0.5, 0.75, 3], logits: [-3, -1.5, -1.5, 0.25, 0.25, 2])

    private func model() throws -> LogisticModel { try ModelSamples.model().calibrated(by: .isotonic(curve)) }

    @Test func theLogitIsTheCurvesAtTheMargin() throws {
        let (model, plain) = (try model(), try ModelSamples.model().calibrated(by: nil))
        for row in ModelSamples.rows(2000) {
            let score = model.score(row.span)
            #expect(score.margin == plain.score(row.span).margin)
            #expect(score.logit == curve.logit(score.margin))
            #expect((-3...2).contains(score.logit))
        }
        #expect(curve.logit(-9) == -3 && curve.logit(9) == 2 && curve.logit(-0.5) == -1.5)
        #expect(abs(curve.logit(0) + 1.5 - 1.75 / 3) < 1e-15)
    }

    @Test func anExplanationIsOfTheVeryScore() throws {
        let model = try model()
        #expect(model.baseline == curve.logit(model.intercept))
        for row in ModelSamples.rows(2000) {
            let explanation = model.explain(row.span)
            #expect(explanation.score == model.score(row.span))
            let sum = explanation.contributions.reduce(explanation.baseline, +)
            let size = explanation.contributions.reduce(1) { max($0, abs($1)) }
            #expect(abs(sum - explanation.score.logit) < 1e-12 * size)
        }
    }

    /// Contributions keep the signs and proportions of what inputs add to the margin.
    @Test func contributionsShareTheDifferenceOut() throws {
        let (model, plain) = (try model(), try ModelSamples.model().calibrated(by: nil))
        for row in ModelSamples.rows(300) {
            let (own, margins) = (
                model.explain(row.span).contributions, plain.explain(row.span).contributions
            )
            #expect(zip(own, margins).allSatisfy { $0 * $1 >= 0 })
            guard abs(margins[0]) > 1e-6, abs(own[0]) > 1e-6 else { continue }
            #expect(
                abs(own[1] / own[0] - margins[1] / margins[0]) < 1e-9 * max(1, abs(margins[1] / margins[0])))
        }
    }

    /// However steep the curve is allowed to be, and wherever the margins are on it.
    @Test func contributionsSumToTheLogitOnTheSteepestCurve() throws {
        let plain = try ModelSamples.model().calibrated(by: nil)
        for row in ModelSamples.rows(200) {
            let margin = plain.score(row.span).margin
            for shift in [-2e-9, -1e-9, -5e-10, 0, 5e-10, 1e-9, 5e-7] {
                let first = margin + shift
                let second = first + 1.1e-9 * max(1, abs(first))
                let curve = IsotonicCalibration(margins: [first, second], logits: [-2, 2])
                let model = try plain.calibrated(by: .isotonic(curve))
                let explanation = model.explain(row.span)
                let sum = explanation.contributions.reduce(explanation.baseline, +)
                #expect(abs(sum - explanation.score.logit) < 1e-4)
            }
        }
    }

    @Test func goesThroughFiles() throws {
        let model = try model()
        let json = try JSONEncoder().encode(model.description)
        let description = try JSONDecoder().decode(LogisticModel.Description.self, from: json)
        #expect(description.calibration == .isotonic)
        #expect(try LogisticModel(description: description, weights: model.weights) == model)
    }

    @Test(arguments: [
        IsotonicCalibration(margins: [], logits: []),
        IsotonicCalibration(margins: [0, 1], logits: [0]),
        IsotonicCalibration(margins: [0, 0], logits: [0, 1]),
        IsotonicCalibration(margins: [1, 0], logits: [0, 1]),
        IsotonicCalibration(margins: [0, 1e-10], logits: [0, 1]),
        IsotonicCalibration(margins: [1e3, 1e3 + 1e-7], logits: [0, 1]),
        IsotonicCalibration(margins: [0, 1], logits: [1, 0]),
        IsotonicCalibration(margins: [0, .nan], logits: [0, 1]),
        IsotonicCalibration(margins: [0, 1], logits: [0, .infinity]),
        IsotonicCalibration(margins: [0, 1e91], logits: [0, 1]),
    ])
    func whatIsNoCurveIsRefused(curve: IsotonicCalibration) throws {
        #expect(throws: ModelError.self) { try ModelSamples.model().calibrated(by: .isotonic(curve)) }
        var weights = ModelSamples.weights
        weights.calibration = .isotonic(curve)
        #expect(throws: ModelError.self) {
            try LogisticModel(description: ModelSamples.description, weights: weights)
        }
    }
}
