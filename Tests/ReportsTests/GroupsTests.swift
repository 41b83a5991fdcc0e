import Evaluation
import Testing

@testable import Reports

/// Groups, their intersections and months, as rows name them.
@Suite struct GroupsTests {
    private func row(
        _ metric: String, _ group: String, _ value: Double?, _ lower: Double? = nil, _ upper: Double? = nil,
        method: String = "m"
    ) -> MetricRow {
        MetricRow(
            metric: metric, slice: "test", group: group, value: value, lower: lower, upper: upper, n: 60,
            method: method)
    }

    private func page(_ rows: [MetricRow]) -> String {
        HTMLReport(
            ReportContent(
                title: "t", modelName: "m", version: "1", headline: "h", provenance: "real", rows: rows)
        ).render()
    }

    @Test func intersectionsAreGroupingsOfTheirOwn() {
        let groups = [
            "region=Asia & Pacific", "region=EU", "region=EU & sex=f", "region=EU & sex=m", "sex=f",
        ]
        let found = ShownGrouping.all(in: groups.map { row("auroc", $0, 0.5) })
        #expect(found.map(\.name) == ["region", "region & sex", "sex"])
        #expect(
            found.map { $0.values.map(\.text) } == [["Asia & Pacific", "EU"], ["EU & f", "EU & m"], ["f"]])
        #expect(found[1].values.map(\.group) == ["region=EU & sex=f", "region=EU & sex=m"])
    }

    /// 100 rows, 20 positive, the top 10 with 8 of them.
    @Test func theReferenceIsTheRateOfAllRows() throws {
        let content = ReportContent(
            title: "t", modelName: "m", version: "1", headline: "h", provenance: "real",
            rows: [
                row("precision_at_top", "overall", 0.8), row("recall_at_top", "overall", 0.4),
                row("base_rate", "overall", 0.2), row("auroc", "overall", 0.7),
            ])
        let expected = [
            "selection_rate": 0.1, "true_positive_rate": 0.4, "false_positive_rate": 0.025,
            "precision": 0.8, "auroc": 0.7,
        ]
        for figure in GroupFigure.all {
            let found = figure.reference(content)
            guard let value = expected[figure.metric] else {
                #expect(found == nil)
                continue
            }
            #expect(abs(try #require(found) - value) < 1e-12, "\(figure.metric)")
        }
    }

    @Test func aGroupThatIsTooSmallIsNamedAndNotDrawn() {
        let page = page([
            row("selection_rate", "region=EU", 0.1, 0.05, 0.2),
            row("selection_rate", "region=US", nil, method: "too small to say, fewer than 50 rows"),
            row("demographic_parity_difference", "region", 0.02, 0, 0.05),
        ])
        #expect(page.contains(">US</text>"))
        #expect(page.contains("too small to say, n = 60</text>"))
        #expect(page.ranges(of: "<rect class=\"bar\"").count == 1)
        #expect(page.contains("Between the groups of region"))
        #expect(page.contains("0.0 points to 5.0 points"))
    }

    @Test func monthsAreDrawnAsTimeWithGaps() {
        let months = ["2024-01", "2024-02", "2024-03", "2024-04"]
        var rows = months.map { row("base_rate", "month=\($0)", 0.2, 0.1, 0.3) }
        rows += months.enumerated().map { index, month in
            index == 2
                ? row("auroc", "month=\(month)", nil, method: "too small to say, fewer than 50 rows")
                : row("auroc", "month=\(month)", 0.7, 0.6, 0.8)
        }
        let page = page(rows)
        #expect(page.contains("id=\"months-auroc-title\""))
        #expect(!page.contains("By month</h3>"))
        #expect(page.contains("Gaps: 1 of 4 months is too small to say"))
        // Three neighbours of the base rate, and one pair of AUROC: nothing is drawn across the gap.
        #expect(page.ranges(of: "<line class=\"model\"").count - page.ranges(of: "class=\"key\"").count == 4)
    }

    @Test func monthsWithoutAnyRowAreGaps() {
        let months = ["2023-11", "2023-12", "2024-03", "2024-04"]
        let rows = months.map { row("base_rate", "month=\($0)", 0.2, 0.1, 0.3) }
        let filled = ShownGrouping.all(in: rows).first?.withEveryMonth
        #expect(
            filled?.values.map(\.text)
                == ["2023-11", "2023-12", "2024-01", "2024-02", "2024-03", "2024-04"])
        #expect(filled?.values.map(\.group)[2] == "month=2024-01")
        let page = page(rows)
        // Either pair is joined, nothing across both months between them.
        #expect(page.ranges(of: "<line class=\"model\"").count - page.ranges(of: "class=\"key\"").count == 2)
        #expect(page.contains("Without any row: 2 of 6 months."))
        // The table has the months that were measured.
        #expect(page.contains(">2024-03</th>") && !page.contains(">2024-01</th>"))
        let odd = ShownGrouping.all(in: [
            row("auroc", "month=2024-13", 0.5), row("auroc", "month=2024-02", 0.5),
        ])
        #expect(odd.first?.withEveryMonth.values.map(\.text) == ["2024-13", "2024-02"])
    }
}
