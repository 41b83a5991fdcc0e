import Foundation
import LinearAlgebra

/// What `scripts/reference/learning-fixtures.py` writes.
struct LearningFixture: Decodable {
    var regressions: [Regression]
    var calibrations: [Calibration]
    var scorer: Scorer

    struct Regression: Decodable {
        var name: String
        var rows: Int
        var columns: Int
        var penalty: Double
        var design: [Double]
        var labels: [Bool]
        var weights: [Double]?
        var coefficients: [Double]
        var intercept: Double
        var standardErrors: [Double]
        var interceptStandardError: Double
        var objective: Double

        var matrix: Matrix { Matrix(rows: rows, columns: columns, elements: design) }
    }

    struct Calibration: Decodable {
        var name: String
        var margins: [Double]
        var labels: [Bool]
        var slope: Double
        var intercept: Double
    }

    struct Scorer: Decodable {
        var minimumCount: Int
        var amount: [Double]
        var recency: [Double?]
        var region: [String]
        var labels: [Bool]
        var firstRow: [Double]
        var coefficients: [Double]
        var intercept: Double
        var margins: [Double]
    }

    static func read() throws -> LearningFixture {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Fixtures/learning.json")
        return try JSONDecoder().decode(LearningFixture.self, from: Data(contentsOf: url))
    }
}

func isNear(_ left: [Double], _ right: [Double], _ tolerance: Double) -> Bool {
    left.count == right.count
        && zip(left, right).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
}
