import Features
import Models
import Scoring

/// A small scorer with a number, a category and a missing indicator.
enum SampleScorer {
    static func package(calibrated: Bool = true) throws -> ScorerPackage {
        let inputs = [
            ModelInput(name: "visits", kind: .number, unit: "visits", sentence: "visited {value} times"),
            ModelInput(name: "region", kind: .category, levels: ["east", "west"]),
        ]
        let columns = [
            DesignColumn(name: "visits", input: 0, encoding: .number(transforms: [.log1p])),
            DesignColumn(name: "visits=(missing)", input: 0, encoding: .missingIndicator),
            DesignColumn(name: "region=east", input: 1, encoding: .level(0)),
            DesignColumn(name: "region=(other)", input: 1, encoding: .otherLevels),
        ]
        let encoder = try DesignEncoder(
            inputs: inputs, columns: columns, fill: [2, 0, 0, 0], mean: [0.7, 0, 0, 0], scale: [0.3, 1, 1, 1])
        let model = try LogisticModel(
            encoder: encoder, coefficients: [0.8, -0.4, 0.25, -0.125], intercept: -1.5,
            calibration: calibrated ? .platt(PlattCalibration(slope: 1.1, intercept: -0.05)) : nil)
        let features = try FeatureSet([
            Feature(name: "visits", definition: FeatureDefinition(kind: .count, of: "visit")),
            Feature(
                name: "region", definition: FeatureDefinition(kind: .attribute, attribute: "region")),
        ])
        let rows: [[InputValue]] = [
            [.number(3), .level("east")], [.missing, .level("west")], [.number(0), .missing],
            [.number(12.5), .level("")],
        ]
        return ScorerPackage(
            name: "sample", title: "Will the lead convert?", unit: "lead", provenance: "simulated",
            model: model, features: features, golden: rows.map { GoldenRow(inputs: $0, model: model) })
    }
}
