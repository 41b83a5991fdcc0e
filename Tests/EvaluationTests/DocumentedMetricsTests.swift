import Foundation
import Testing

@testable import Evaluation

/// Every metric that a gate can name is told in the documents.
@Suite struct DocumentedMetricsTests {
    private static let folder =
        String(
            #filePath.dropLast("Tests/EvaluationTests/DocumentedMetricsTests.swift".count)) + "docs/"

    @Test func everyMetricIsDocumented() throws {
        let pages = try ["evaluation.md", "fairness.md"].filter {
            FileManager.default.fileExists(atPath: Self.folder + $0)
        }.map { try String(contentsOfFile: Self.folder + $0, encoding: .utf8) }.joined()
        let plan = try EvaluationPlan(capacity: 10, groups: ["region"])
        // Rows of a tenth or a threshold each share an entry.
        let names = Set(
            plan.metricNames.map {
                $0.replacing(/(_difference|_ratio)(_to_overall)?$/, with: "")
                    .replacing(/_\d+(\.\d+)?$/, with: "_")
            })
        #expect(names.count > 25)
        #expect(names.filter { !pages.contains("`" + $0) }.sorted() == [])
    }
}
