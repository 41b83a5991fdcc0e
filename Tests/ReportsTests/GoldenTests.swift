import Evaluation
import TestKit
import Testing

@testable import Reports

@Suite struct GoldenTests {
    @Test func smallChart() throws {
        let set = try EvaluationSet(scores: [0.9, 0.8, 0.4, 0.2], labels: [true, false, true, false])
        let charts = RankingCharts(curves: EvaluationCurves(set), baseline: nil, baseRate: 0.5)
        #expect(try Golden.keeps(charts.roc().rendered + "\n", as: "roc.svg"))
    }

    @Test func forest() throws {
        let chart = RowChart(
            name: "forest", title: "Coefficients", description: "Two of them.",
            entries: [
                RowChart.Entry(name: "recency", value: -0.5, lower: -0.7, upper: -0.3, text: "-0.500"),
                RowChart.Entry(name: "a < b & c", value: 0.25, lower: nil, upper: nil, text: "0.250"),
            ], label: "Change of the logit", reference: 0)
        #expect(try Golden.keeps(chart.markup().rendered + "\n", as: "forest.svg"))
    }

    @Test func ensemble() throws {
        var content = try SampleContent.full(count: 400)
        content.ensemble = SampleContent.ensemble
        var part = Markup()
        HTMLReport(content).ensemble(in: &part)
        #expect(try Golden.keeps(part.rendered + "\n", as: "ensemble.html"))
        #expect(HTMLReport(content).render().contains("Members of the ensemble"))
        #expect(ModelCard(content).render().contains("| broad | nothing | 0.7200 |"))
    }

    @Test func scorecard() throws {
        var content = try SampleContent.full(count: 400)
        content.scorecard = [SampleContent.evidence]
        var part = Markup()
        HTMLReport(content).scorecard(in: &part)
        #expect(try Golden.keeps(part.rendered + "\n", as: "scorecard.html"))
        #expect(HTMLReport(content).render().contains("amount: information value 0.214"))
    }

    @Test func card() throws {
        #expect(try Golden.keeps(ModelCard(SampleContent.full(count: 400)).render(), as: "card.md"))
    }

    @Test func junit() throws {
        let content = try SampleContent.full(count: 400)
        let report = JUnitReport(name: content.modelName, gates: content.gates, findings: content.findings)
        #expect(try Golden.keeps(report.render(), as: "junit.xml"))
    }

    @Test func annotations() throws {
        let content = try SampleContent.full(count: 400)
        let annotations = GitHubAnnotations(
            file: "ci/a,b/gates.yaml", auditFile: "datasets/a,b/pipeline.yaml", gates: content.gates,
            findings: content.findings)
        #expect(try Golden.keeps(annotations.render(), as: "annotations.txt"))
    }
}
