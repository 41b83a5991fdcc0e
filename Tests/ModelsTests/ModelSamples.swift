import LinearAlgebra
import Models

/// A model with every kind of column, and rows for it.
enum ModelSamples {
    static let inputs = [
        ModelInput(name: "amount", kind: .number, unit: "USD"),
        ModelInput(name: "change", kind: .number),
        ModelInput(name: "region", kind: .category, levels: ["east", "north", "west"]),
    ]

    static let columns = [
        DesignColumn(name: "log1p(amount)", input: 0, encoding: .number(transforms: [.log1p])),
        DesignColumn(name: "amount=(missing)", input: 0, encoding: .missingIndicator),
        DesignColumn(
            name: "clip(change)", input: 1,
            encoding: .number(transforms: [.clip(lower: -1e6, upper: 1e6), .signedLog1p])),
        DesignColumn(name: "region=east", input: 2, encoding: .level(0)),
        DesignColumn(name: "region=north", input: 2, encoding: .level(1)),
        DesignColumn(name: "region=west", input: 2, encoding: .level(2)),
        DesignColumn(name: "region=(other)", input: 2, encoding: .otherLevels),
        DesignColumn(name: "region=(missing)", input: 2, encoding: .missingIndicator),
    ]

    static let description = LogisticModel.Description(inputs: inputs, columns: columns, calibration: .platt)

    static let weights = LogisticModel.Weights(
        coefficients: [0.71, -0.13, 0.37, 0.11, -0.29, 0.53, -0.017, 0.19], intercept: -1.3,
        fill: [35, 0, 0, 0, 0, 0, 0, 0], mean: [3.1, 0.07, 0.4, 0.3, 0.35, 0.2, 0.05, 0.1],
        scale: [1.3, 0.26, 2.2, 0.45, 0.47, 0.4, 0.22, 0.3],
        calibration: .platt(PlattCalibration(slope: 0.83, intercept: -0.21)))

    static func model() throws -> LogisticModel {
        try LogisticModel(description: description, weights: weights)
    }

    /// Seeded rows with gaps, unknown levels and huge numbers among them.
    static func rows(_ count: Int) -> [[Double]] {
        var random = CounterRandom(seed: 7, stream: "model rows")
        return (0..<count).map { _ in
            let amount = random.nextUniform() < 0.1 ? Double.nan : random.nextUniform() * 1000
            let change =
                random.nextUniform() < 0.05
                ? Double(bitPattern: random.next() & 0xffef_ffff_ffff_ffff) : random.nextUniform() * 20 - 10
            let region = Double(Int(random.nextUniform() * 5) - 1)
            return [amount, change, region == 3 ? .nan : region]
        }
    }
}
