import Evaluation
import Testing

@testable import Reports

@Suite struct TextTests {
    @Test(arguments: [
        (0.0, 3, "0.000"), (-0.0001, 3, "0.000"), (-1.2345, 2, "-1.23"), (1234.5, 1, "1,234.5"),
        (0.995, 1, "1.0"), (1_000_000, 0, "1,000,000"), (0.05, 2, "0.05"), (-0.5, 1, "-0.5"),
    ]) func fixed(_ number: Double, _ decimals: Int, _ text: String) {
        #expect(NumberText.fixed(number, decimals) == text)
    }

    @Test(arguments: [(1.0, "1"), (1.25, "1.25"), (-0.5, "-0.5"), (3.049, "3.05"), (0.001, "0")])
    func coordinate(_ number: Double, _ text: String) { #expect(NumberText.coordinate(number) == text) }

    @Test(arguments: [(0.0, 1.0), (0.0, 0.37), (-0.74, 0.93), (0, 0.004), (12, 12), (-3, 250)])
    func ticksCoverTheSpan(_ lowest: Double, _ highest: Double) {
        let axis = AxisScale(lowest...highest, label: "")
        #expect(axis.lowest <= lowest + 1e-9)
        #expect(axis.highest >= highest - 1e-9)
        #expect((2...9).contains(axis.ticks.count))
        #expect(Set(axis.ticks.map(axis.text)).count == axis.ticks.count)
    }

    @Test func metricsAreNamedForPeople() throws {
        #expect(MetricText("auroc").name == "AUROC")
        #expect(MetricText("auroc_difference_to_my_rule").name == "AUROC, difference to my_rule")
        let plan = try EvaluationPlan(capacity: 1200)
        #expect(MetricText("lift_at_top", plan: plan).name == "Lift in the top 10\u{A0}%")
        #expect(MetricText("wins_at_capacity", plan: plan).name == "Wins at capacity 1,200")
        #expect(MetricText("wins_at_capacity").value(136) == "136")
        #expect(MetricText("wins_at_capacity").value(136.44) == "136.4")
        #expect(MetricText("my_metric").name == "my metric")
        #expect(MetricText("precision_at_top").value(0.4125) == "41.3\u{A0}%")
        #expect(MetricText("lift_at_top_difference_to_rule").value(0.5) == "0.50")
    }

    @Test func annotationsAreEscaped() {
        #expect(GitHubAnnotations.escaped("5%\r\n:,") == "5%25%0D%0A:,")
        #expect(GitHubAnnotations.escapedProperty("a:b,c%") == "a%3Ab%2Cc%25")
    }

    @Test func controlCharactersAreReplaced() {
        #expect(Markup.escaped("a\u{0}b\u{1B}\n<é") == "a\u{FFFD}b\u{FFFD}\n&lt;é")
    }

    @Test func repeatedNamesAreNumbered() {
        let finding = ReportFinding(check: "c", severity: .error, evidence: "e", remedy: "r")
        let names = ReportedCheck.all(gates: nil, findings: [finding, finding, finding]).map(\.name)
        #expect(names == ["c", "c (2)", "c (3)"])
    }
}
