import Foundation
import Models
import Testing

@Suite struct LogisticModelTests {
    @Test func contributionsSumToTheLogitToTheBit() throws {
        let model = try ModelSamples.model()
        for row in ModelSamples.rows(5000) {
            let score = model.score(row.span)
            let explanation = model.explain(row.span)
            #expect(explanation.contributions.reduce(explanation.baseline, +) == score.logit)
            #expect(explanation.score == score)
            #expect(score.logit.isFinite && score.margin.isFinite)
            #expect((0...1).contains(score.probability.value))
        }
    }

    @Test func scoreIsThatOfAPlainLoop() throws {
        let model = try ModelSamples.model()
        let weights = ModelSamples.weights
        for row in ModelSamples.rows(200) where abs(row[1]) < 1e6 {
            let amount = log1p(row[0].isNaN ? 35 : row[0])
            let change = (row[1] < 0 ? -1.0 : 1) * log1p(abs(row[1]))
            let flags = [0.0, 1, 2].map { row[2] == $0 ? 1.0 : 0 }
            let encoded =
                [amount, row[0].isNaN ? 1 : 0, change] + flags
                + [row[2] == -1 ? 1 : 0, row[2].isNaN ? 1 : 0]
            var margin = weights.intercept
            for (index, value) in encoded.enumerated() {
                margin += weights.coefficients[index] * (value - weights.mean[index]) / weights.scale[index]
            }
            let score = model.score(row.span)
            #expect(abs(score.margin - margin) < 1e-12)
            #expect(abs(score.logit - (0.83 * margin - 0.21)) < 1e-12)
            #expect(abs(score.probability.value - 1 / (1 + exp(-(0.83 * margin - 0.21)))) < 1e-12)
            #expect(abs(score.uncalibratedProbability.value - 1 / (1 + exp(-margin))) < 1e-12)
        }
    }

    @Test func withoutCalibrationTheLogitIsTheMargin() throws {
        let model = try ModelSamples.model().calibrated(by: nil)
        for row in ModelSamples.rows(500) {
            let score = model.score(row.span)
            #expect(score.logit == score.margin)
        }
    }

    @Test(arguments: [
        1e300, -1e300, .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .nan,
    ])
    func noNumberScoresNaN(value: Double) throws {
        var weights = ModelSamples.weights
        weights.coefficients = weights.coefficients.map { $0 * 1e89 }
        weights.scale[2] = .leastNonzeroMagnitude
        let model = try LogisticModel(description: ModelSamples.description, weights: weights)
        for row in [[value, value, 0], [value, -value, value], [0, value, .nan]] {
            let score = model.score(row.span)
            #expect(score.logit.isFinite && score.margin.isFinite)
            #expect(model.explain(row.span).contributions.reduce(model.baseline, +) == score.logit)
        }
    }

    @Test func descriptionAndWeightsGoThroughFiles() throws {
        let model = try ModelSamples.model()
        let json = try JSONEncoder().encode(model.description)
        let description = try JSONDecoder().decode(LogisticModel.Description.self, from: json)
        #expect(try LogisticModel(description: description, weights: model.weights) == model)
    }

    @Test func levelsAreEncodedByTheirIndex() throws {
        let model = try ModelSamples.model()
        #expect(model.encode(level: "north", input: 2) == 1)
        #expect(model.encode(level: "isle", input: 2) == ModelInput.unknownLevel)
        #expect(model.encode(level: nil, input: 2).isNaN)
    }

    @Test func rowsAreCheckedAtTheBoundary() throws {
        let encoder = try ModelSamples.model().encoder
        try encoder.validate([1, .nan, 2].span)
        try encoder.validate([1, 2, -1].span)
        #expect(throws: ModelError.wrongCount(of: "row", expected: 3, found: 2)) {
            try encoder.validate([1, 2].span)
        }
        #expect(throws: ModelError.self) { try encoder.validate([.infinity, 2, 1].span) }
        for level in [3.0, 0.5, -2, .infinity] {
            #expect(throws: ModelError.self) { try encoder.validate([1, 2, level].span) }
        }
    }

    @Test func aRowOfAnotherShapeTraps() async {
        await #expect(processExitsWith: .failure) {
            _ = try ModelSamples.model().score([1.0, 2].span)
        }
    }
}
