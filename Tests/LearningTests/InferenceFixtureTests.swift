import Foundation
import LinearAlgebra
import Learning
import Testing

/// Held against what `scripts/reference/inference-fixtures.py` writes.
@Suite struct InferenceFixtureTests {
    private struct Fixture: Decodable {
        var cases: [Case]

        struct Case: Decodable {
            var name: String
            var rows: Int
            var columns: Int
            var design: [Double]
            var labels: [Bool]
            var penalty: Double
            var l1Ratio: Double
            var unpenalized: [Int]
            var offsets: [Double]?
            var clusters: [Int]?
            var coefficients: [Double]
            var intercept: Double
            var standardErrors: [Double]?
            var clusteredErrors: [Double]?
            var interceptClusteredError: Double?
            var lower: [Double]?
            var upper: [Double]?
        }
    }

    @Test func agreesWithScikitLearnAndStatsmodels() throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Fixtures/inference.json")
        let cases = try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url)).cases
        #expect(cases.count == 4)
        for reference in cases {
            let fit = try LogisticRegression(
                .init(penalty: reference.penalty, l1Ratio: reference.l1Ratio), concurrency: 2
            ).fit(
                LogisticProblem(
                    design: .double(
                        Matrix(rows: reference.rows, columns: reference.columns, elements: reference.design)),
                    labels: reference.labels, offsets: reference.offsets,
                    unpenalizedColumns: Set(reference.unpenalized), clusters: reference.clusters))
            let name = reference.name
            #expect(fit.state == .converged, "\(name)")
            #expect(isNear(fit.coefficients, reference.coefficients, 1e-6), "\(name): \(fit.coefficients)")
            #expect(isNear([fit.intercept], [reference.intercept], 1e-6), "\(name)")
            if let errors = reference.standardErrors {
                #expect(isNear(fit.standardErrors ?? [], errors, 1e-7), "\(name)")
            }
            guard let errors = reference.clusteredErrors, let lower = reference.lower,
                let upper = reference.upper, let last = reference.interceptClusteredError
            else { continue }
            let found = try #require(fit.uncertainty?.clusteredErrors)
            #expect(isNear(found, errors, 1e-7), "\(name): \(found)")
            #expect(isNear([fit.uncertainty?.interceptClusteredError ?? .nan], [last], 1e-7), "\(name)")
            for (column, error) in found.enumerated() {
                let interval = LogisticUncertainty.interval(
                    around: fit.coefficients[column], standardError: error)
                #expect(
                    isNear([interval.lowerBound, interval.upperBound], [lower[column], upper[column]], 1e-6))
            }
        }
    }
}
