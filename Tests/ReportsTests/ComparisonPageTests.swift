import Evaluation
import Reports
import Testing

/// Two versions side by side.
@Suite struct ComparisonPageTests {
    private func row(_ metric: String, _ value: Double, _ lower: Double, _ upper: Double) -> MetricRow {
        MetricRow(
            metric: metric, slice: "test", group: "overall", value: value, lower: lower, upper: upper,
            n: 400, method: "m")
    }

    private func content(_ sameRows: ComparedScores?) -> ComparisonContent {
        ComparisonContent(
            left: "models:/shop/2", right: "models:/shop/1",
            facts: [ComparedFact(name: "question", left: SampleContent.hostile, right: "Will it?")],
            settings: [ComparedFact(name: "model.penalty", left: "2", right: nil)], equalSettings: 41,
            data: [ComparedFact(name: "purchases", left: "a", right: "a")],
            slices: [ComparedFact(name: "test", left: "x", right: "y")],
            metrics: ComparedMetric.pairs(
                [row("auroc", 0.7, 0.65, 0.75)], [row("auroc", 0.6, 0.55, 0.65)]),
            coefficients: [], sameRows: sameRows, reason: sameRows == nil ? "it has seen the slice" : nil)
    }

    @Test func noDifferenceIsClaimedOfOtherRows() {
        let page = ComparisonPage(content(nil)).render()
        #expect(page.contains("No difference is claimed."))
        #expect(page.contains("It has seen the slice."))
        #expect(!page.contains("Left less right"))
        #expect(!page.contains("<script"))
        #expect(!page.contains("<svg"))
        #expect(page.contains("41 settings are equal."))
        #expect(page.contains("✓\u{A0}yes") && page.contains("✗\u{A0}no"))
    }

    @Test func theSameRowsHaveADifference() throws {
        let set = try EvaluationSet(scores: [0.9, 0.8, 0.4, 0.2], labels: [true, false, true, false])
        let curves = EvaluationCurves(set)
        let scores = ComparedScores(
            slice: "models:/shop/2", span: "2024-12-01", rows: 400, cluster: "entity",
            metrics: ComparedMetric.pairs(
                [row("auroc", 0.7, 0.65, 0.75)], [row("auroc", 0.6, 0.55, 0.65)],
                differences: ["auroc": row("auroc_difference_to_right", 0.1, -0.01, 0.21)]),
            leftCurves: curves, rightCurves: curves)
        let page = ComparisonPage(content(scores)).render()
        #expect(page.contains("AUROC: no difference shown; shop/2 0.100 more than shop/1"))
        #expect(page.contains("it may be chance"))
        #expect(page.contains("Left less right"))
        #expect(page.ranges(of: "role=\"img\"").count == 3)
        #expect(!page.contains("about as much as"))
        #expect(page == ComparisonPage(content(scores)).render())
    }

    /// A figure of the top is one of some share, and of a capacity.
    @Test func theShareAndTheCapacityAreNamed() throws {
        let set = try EvaluationSet(scores: [0.9, 0.8, 0.4, 0.2], labels: [true, false, true, false])
        let pairs = ["lift_at_top", "wins_at_capacity"].map { metric in
            ComparedMetric.pairs(
                [row(metric, 3, 2, 4)], [row(metric, 2, 1, 3)],
                differences: [metric: row(metric + "_difference_to_right", 1, 0.5, 1.5)])
        }
        let scores = ComparedScores(
            slice: "models:/shop/2", span: "2024-12-01", rows: 400, cluster: nil,
            plan: try EvaluationPlan(top: 0.2, capacity: 30), metrics: pairs.flatMap { $0 },
            leftCurves: EvaluationCurves(set), rightCurves: EvaluationCurves(set))
        let page = ComparisonPage(content(scores)).render()
        #expect(page.contains("Lift in the top 20\u{A0}%: shop/2"))
        #expect(page.contains("capacity 30: shop/2"), "\(page)")
    }

    /// The page's sentence about AUROC.
    private func sentence(_ value: Double, _ lower: Double?, _ upper: Double?) throws -> String {
        let set = try EvaluationSet(scores: [0.9, 0.8, 0.4, 0.2], labels: [true, false, true, false])
        var difference = row("auroc_difference_to_right", value, 0, 0)
        (difference.lower, difference.upper) = (lower, upper)
        let auroc = row("auroc", 0.7, 0.65, 0.75)
        let scores = ComparedScores(
            slice: "models:/shop/2", span: "2024-12-01", rows: 400, cluster: "entity",
            metrics: ComparedMetric.pairs([auroc], [auroc], differences: ["auroc": difference]),
            leftCurves: EvaluationCurves(set), rightCurves: EvaluationCurves(set))
        let page = ComparisonPage(content(scores)).render()
        let start = try #require(page.firstRange(of: "AUROC: "))
        return String(page[start.lowerBound...].prefix { $0 != "<" })
    }

    @Test func aDifferenceIsOnlyShownByAnIntervalWithoutNothing() throws {
        let more = try sentence(0.1, 0.02, 0.18)
        #expect(more.hasPrefix("AUROC: shop/2 0.100 more than shop/1 (95 % interval"), "\(more)")
        let less = try sentence(-0.1, -0.18, -0.02)
        #expect(less.hasPrefix("AUROC: shop/2 0.100 less than shop/1 (95 % interval"), "\(less)")
        let little = try sentence(0.0002, 0.0001, 0.0003)
        #expect(little.hasPrefix("AUROC: shop/2 a little more than shop/1 (95 % interval"), "\(little)")
        for sure in [more, less, little] {
            #expect(!sure.contains("chance") && !sure.contains("no difference"), "\(sure)")
        }
        let open = try sentence(-0.1, -0.3, 0.1)
        #expect(
            open.hasPrefix("AUROC: no difference shown; shop/2 0.100 less than shop/1 (95 % interval"),
            "\(open)")
        #expect(open.hasSuffix("it may be chance."), "\(open)")
        #expect(
            try sentence(0, -0.1, 0.1).hasPrefix("AUROC: no difference shown between shop/2 and shop/1 ("))
        #expect(
            try sentence(0.1, nil, nil)
                == "AUROC: shop/2 0.100 more than shop/1, without an interval; it may be chance.")
    }

    @Test func rowsOfEitherSideAreKept() {
        let pairs = ComparedMetric.pairs(
            [row("a", 1, 1, 1), row("b", 2, 2, 2)], [row("b", 3, 3, 3), row("c", 4, 4, 4)])
        #expect(pairs.map(\.metric) == ["a", "b", "c"])
        #expect(pairs.map { $0.left?.value } == [1, 2, nil])
        #expect(pairs.map { $0.right?.value } == [nil, 3, 4])
    }
}
