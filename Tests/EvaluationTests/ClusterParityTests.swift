import Evaluation
import FoundationEssentials
import Glibc
import Testing

/// Every figure with an interval in closed form against statsmodels, scipy and row-by-row counts, with rows that are
/// independent and rows that belong together; written by `scripts/reference/evaluation-cluster-fixtures.py`.
@Suite struct ClusterParityTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        var name: String
        var scores: [Double]
        var labels: [Bool]
        var baseline: [Double]
        var clusters: [String]?
        /// The value and, where there is one, its interval.
        var expected: [String: [Double]]

        var testDescription: String { name }

        func set() throws -> EvaluationSet {
            try EvaluationSet(
                scores: scores, labels: labels, clusters: clusters.map { Clustering(name: "id", keys: $0) })
        }
    }

    private struct File: Decodable { var cases: [Case] }

    static let cases: [Case] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Fixtures/clusters.json")
        guard let data = try? Data(contentsOf: file),
            let read = try? JSONDecoder().decode(File.self, from: data)
        else { fatalError("the fixture clusters.json is missing or does not decode") }
        return read.cases
    }()

    /// Fits are found in steps: each side ends where its own steps stop.
    private func tolerance(_ metric: String) -> Double {
        metric.hasPrefix("calibration_") ? 1e-10 : 1e-12
    }

    private func expect(_ metric: String, _ found: [Double?], _ expected: [Double]) throws {
        for (found, expected) in zip(found, expected) {
            let found = try #require(found, "\(metric)")
            #expect(
                abs(found - expected) <= tolerance(metric) * max(1, abs(expected)),
                "\(metric): \(found) against \(expected)")
        }
    }

    @Test(arguments: cases) func figuresOfOneScore(_ sample: Case) throws {
        let rows = try EvaluationPlan(capacity: 30, resamples: 20).evaluate(sample.set())
        for (metric, expected) in sample.expected where !metric.contains("difference") {
            let row = try #require(rows.first { $0.metric == metric }, "\(metric)")
            try expect(metric, [row.value, row.lower, row.upper], expected)
        }
        #expect(rows.allSatisfy { $0.value == nil || $0.lower != nil || $0.method.contains("no interval") })
        let byClusters = rows.filter { $0.method.contains("clusters of id") }
        #expect(byClusters.count == (sample.clusters == nil ? 0 : rows.count { $0.lower != nil }))
    }

    @Test(arguments: cases) func differencesToABaseline(_ sample: Case) throws {
        let probabilities = sample.baseline.map { 1 / (1 + exp(-$0)) }
        let ranked = try PairedScores(sample.set(), baseline: sample.baseline)
        let expected = try #require(sample.expected["auroc_difference"])
        let found = ranked.aurocDifference()
        try expect("auroc_difference", [found.value, found.lower, found.upper], expected)
        let rows = try EvaluationPlan(pairedResamples: 2000).compare(
            sample.set(), to: probabilities, named: "other", scale: .probability)
        for metric in ["brier", "log_loss"] {
            let expected = try #require(sample.expected["\(metric)_difference"])
            let row = try #require(
                rows.first { $0.metric.hasPrefix(metric) && $0.metric.hasSuffix("_difference_to_other") })
            try expect(row.metric, [row.value], [expected[0]])
            // The bootstrap's interval is about statsmodels', which is Student's about the same mean.
            let half = (expected[2] - expected[1]) / 2
            for (found, bound) in [(row.lower, expected[1]), (row.upper, expected[2])] {
                #expect(abs(try #require(found) - bound) < 0.3 * half, "\(row) against \(expected)")
            }
        }
    }
}
