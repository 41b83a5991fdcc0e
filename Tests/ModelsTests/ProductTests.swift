import LinearAlgebra
import Models
import Testing

/// Models whose inputs interact, against plain sums.
@Suite struct ProductTests {
    static func model(_ calibration: Calibration?) throws -> LogisticModel {
        let columns =
            ModelSamples.columns + [
                DesignColumn(name: "amount * change", input: 0, encoding: .product(0, 2)),
                DesignColumn(name: "amount * east", input: 0, encoding: .product(0, 3)),
                DesignColumn(name: "missing * other", input: 0, encoding: .product(1, 6)),
                DesignColumn(name: "change * north", input: 1, encoding: .product(2, 4)),
            ]
        let weights = ModelSamples.weights
        return try LogisticModel(
            encoder: DesignEncoder(
                inputs: ModelSamples.inputs, columns: columns, fill: weights.fill + [0, 0, 0, 0],
                mean: weights.mean + [0.2, 0, 0, -0.1], scale: weights.scale + [1.7, 1, 1, 0.8]),
            coefficients: weights.coefficients + [0.23, -0.41, 0.77, 0.19], intercept: weights.intercept,
            calibration: calibration)
    }

    static let calibrations: [Calibration?] = [
        nil, ModelSamples.weights.calibration,
        .isotonic(IsotonicCalibration(margins: [-4, -1, 0, 3], logits: [-3, -2, -2, 1])),
    ]

    /// What each column adds to the margin, by the formulas of the format.
    private func columns(_ model: LogisticModel, _ row: [Double]) -> [Double] {
        var z: [Double] = []
        for (index, column) in model.columns.enumerated() {
            guard case .product(let first, let second) = column.encoding else {
                z.append(model.encoder.standardized(column: index, value: row[column.input]))
                continue
            }
            let product = (z[first] * z[second] - model.encoder.mean[index]) / model.encoder.scale[index]
            z.append(min(max(product, -DesignEncoder.limit), DesignEncoder.limit))
        }
        return zip(z, model.coefficients).map { $0 * $1 }
    }

    @Test(arguments: calibrations.indices)
    func contributionsSumToTheLogit(index: Int) throws {
        let model = try Self.model(Self.calibrations[index])
        for row in ModelSamples.rows(300) {
            let explanation = model.explain(row.span)
            #expect(explanation.score == model.score(row.span))
            let sum = explanation.contributions.reduce(explanation.baseline, +)
            if index < 2 {
                #expect(sum == explanation.score.logit)
            } else {
                #expect(abs(sum - explanation.score.logit) <= 1e-12 * max(1, abs(explanation.score.margin)))
            }
            let margin = columns(model, row).reduce(model.intercept, +)
            #expect(abs(margin - explanation.score.margin) <= 1e-12 * max(1, abs(margin)))
        }
    }

    @Test func aProductIsSharedByHalves() throws {
        let model = try Self.model(nil)
        for row in ModelSamples.rows(100) {
            let parts = columns(model, row)
            var expected = [0.0, 0, 0]
            for (column, part) in zip(model.columns, parts) {
                if case .product(let first, let second) = column.encoding {
                    expected[model.columns[first].input] += part / 2
                    expected[model.columns[second].input] += part / 2
                } else {
                    expected[column.input] += part
                }
            }
            for (found, wanted) in zip(model.explain(row.span).contributions, expected) {
                #expect(abs(found - wanted) <= 1e-12 * max(1, abs(wanted)))
            }
        }
    }

    /// Against another row: the mean over all orders in which the inputs could change from the one to the other.
    @Test func againstARowTheSharesAreThoseOfShapley() throws {
        let model = try Self.model(ModelSamples.weights.calibration)
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
        let rows = ModelSamples.rows(120)
        for (row, reference) in zip(rows, rows.dropFirst()) {
            let explanation = model.explain(row.span, against: reference.span)
            var expected = [0.0, 0, 0]
            for order in orders {
                var now = reference
                for input in order {
                    let before = model.score(now.span).logit
                    now[input] = row[input]
                    expected[input] += (model.score(now.span).logit - before) / 6
                }
            }
            let size = expected.reduce(1) { max($0, abs($1)) }
            for (found, wanted) in zip(explanation.contributions, expected) {
                #expect(abs(found - wanted) <= 1e-11 * size)
            }
            let sum = explanation.contributions.reduce(explanation.baseline, +)
            #expect(abs(sum - explanation.score.logit) <= 1e-11 * size)
        }
        let row: [Double] = [12, 3, 1]
        var other = row
        other[1] = -2
        let same = model.explain(row.span, against: other.span).contributions
        #expect(same[0] == 0 && same[2] == 0 && same[1] != 0)
    }
}
