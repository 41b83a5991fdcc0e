import FoundationEssentials
import Testing

/// Figures of scikit-learn and scipy, written by `scripts/reference/evaluation-fixtures.py`.
struct Fixture: Decodable {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        var name: String
        var scores: [Double]
        var labels: [Bool]
        var baseline: [Double]
        var expected: Expected

        var testDescription: String { name }
    }

    struct Expected: Decodable, Sendable {
        var auroc: Double
        var auroc_interval: [Double]
        var auroc_difference: Double
        var auroc_difference_interval: [Double]
        var average_precision: Double
        var brier_score: Double
        var log_loss: Double
        var base_rate_interval: [Double]
        var wins_at_top: Double
        var wins_at_capacity_25: Double
        var calibration_intercept: [Double]
        var calibration_slope: [Double]
        var calibration_in_the_large: [Double]
    }

    var cases: [Case]

    static let metrics: [Case] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Fixtures/metrics.json")
        guard let data = try? Data(contentsOf: file),
            let fixture = try? JSONDecoder().decode(Fixture.self, from: data)
        else { fatalError("the fixture metrics.json is missing or does not decode") }
        return fixture.cases
    }()
}
