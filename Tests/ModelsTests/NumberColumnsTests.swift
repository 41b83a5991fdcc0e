import Models
import TestKit
import Testing

/// Models whose inputs are numbers are scored two inputs an instruction, and explained one by one.
@Suite struct NumberColumnsTests {
    /// A model of inputs with or without an indicator of missing values, drawn from a seed.
    private func model(inputs count: Int, seed: UInt64, indicators: (Int) -> Bool) throws -> LogisticModel {
        var generator = SplitMix64(seed: seed)
        func draw(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
        let inputs = (0..<count).map { ModelInput(name: "f\($0)", kind: .number) }
        var columns: [DesignColumn] = []
        for input in 0..<count {
            columns.append(DesignColumn(name: "f\(input)", input: input, encoding: .number(transforms: [])))
            guard indicators(input) else { continue }
            columns.append(
                DesignColumn(name: "f\(input)=(missing)", input: input, encoding: .missingIndicator))
        }
        let encoder = try DesignEncoder(
            inputs: inputs, columns: columns, fill: columns.map { _ in draw(-2...2) },
            mean: columns.map { _ in draw(-2...2) }, scale: columns.map { _ in draw(0.1...3) })
        return try LogisticModel(
            encoder: encoder, coefficients: columns.map { _ in draw(-1...1) }, intercept: draw(-1...1),
            calibration: .platt(PlattCalibration(slope: 0.9, intercept: -0.2)))
    }

    private func rows(of count: Int, seed: UInt64) -> [[Double]] {
        var generator = SplitMix64(seed: seed)
        let unusual = [
            Double.nan, .infinity, -.infinity, 0, -0.0, 1e300, -1e300, .leastNonzeroMagnitude,
            .greatestFiniteMagnitude, -1,
        ]
        return (0..<300).map { _ in
            (0..<count).map { _ in
                Int.random(in: 0..<4, using: &generator) == 0
                    ? unusual[Int.random(in: unusual.indices, using: &generator)]
                    : Double.random(in: -5...5, using: &generator)
            }
        }
    }

    @Test(arguments: [1, 2, 3, 8, 51], [0, 1, 2, 3])
    func scoresAreTheSumsOfTheContributionsToTheBit(count: Int, kind: Int) throws {
        let model = try model(inputs: count, seed: UInt64(17 * count + kind)) { input in
            switch kind {
            case 0: false
            case 1: true
            case 2: input.isMultiple(of: 2)
            default: input.isMultiple(of: 3)
            }
        }
        for row in rows(of: count, seed: UInt64(count)) {
            let score = model.score(row.span)
            let explanation = model.explain(row.span)
            #expect(score.margin.bitPattern == explanation.score.margin.bitPattern)
            #expect(score.logit.bitPattern == explanation.score.logit.bitPattern)
        }
    }

    @Test func zerosKeepTheirSign() throws {
        let columns = (0..<4).map {
            DesignColumn(name: "f\($0)", input: $0, encoding: .number(transforms: []))
        }
        let encoder = try DesignEncoder(
            inputs: (0..<4).map { ModelInput(name: "f\($0)", kind: .number) }, columns: columns,
            fill: [0, 0, 0, 0], mean: [0, 0, 0, 0], scale: [1, 1, 1, 1])
        for coefficient in [-0.0, 0.0, -1, 1] {
            for intercept in [-0.0, 0.0] {
                let model = try LogisticModel(
                    encoder: encoder, coefficients: [Double](repeating: coefficient, count: 4),
                    intercept: intercept)
                for value in [-0.0, 0.0] {
                    let row = [Double](repeating: value, count: 4)
                    let score = model.score(row.span)
                    #expect(score.margin.bitPattern == model.explain(row.span).score.margin.bitPattern)
                }
            }
        }
    }
}
