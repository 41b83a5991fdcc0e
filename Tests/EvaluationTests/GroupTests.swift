import Evaluation
import Testing

@Suite struct GroupTests {
    /// 60 rows of A, of which 20 are selected, 60 of B, of which 10 are, and 5 of C.
    private func set() throws -> EvaluationSet {
        var scores: [Double] = []
        var labels: [Bool] = []
        var regions: [String?] = []
        func add(_ region: String?, _ count: Int, _ score: Double, positive: Bool) {
            for _ in 0..<count {
                scores.append(score)
                labels.append(positive)
                regions.append(region)
            }
        }
        add("A", 20, 0.9, positive: true)
        add("A", 40, 0.1, positive: false)
        add("B", 10, 0.9, positive: true)
        add("B", 10, 0.1, positive: true)
        add("B", 40, 0.1, positive: false)
        add(nil, 5, 0.1, positive: false)
        return try EvaluationSet(
            scores: scores, labels: labels, groups: [Grouping(name: "region", values: regions)])
    }

    private func row(_ metric: String, _ group: String) throws -> MetricRow {
        let plan = try EvaluationPlan(top: 30.0 / 125, groups: ["region"], resamples: 100)
        return try #require(plan.evaluate(set()).first { $0.metric == metric && $0.group == group })
    }

    @Test func ratesOfTheSelection() throws {
        #expect(try row("selection_rate", "region=A").value == 20.0 / 60)
        #expect(try row("selection_rate", "region=B").value == 10.0 / 60)
        #expect(try row("true_positive_rate", "region=A").value == 1)
        #expect(try row("true_positive_rate", "region=B").value == 0.5)
    }

    @Test func differencesBetweenGroups() throws {
        let parity = try row("demographic_parity_difference", "region")
        #expect(parity.value == 20.0 / 60 - 10.0 / 60)
        #expect(try #require(parity.lower) > 0)
        #expect(parity.n == 120)
        let opportunity = try row("equal_opportunity_difference", "region")
        #expect(opportunity.value == 0.5)
        #expect(opportunity.method.hasPrefix("between_groups, 2 of 3 groups"))
    }

    @Test func aSmallGroupIsTooSmallToSay() throws {
        let found = try row("auroc", "region=(missing)")
        #expect(found.value == nil)
        #expect(found.n == 5)
        #expect(found.method == "undefined: too small to say, fewer than 50 rows")
    }

    @Test func oneGroupHasNoDifference() throws {
        let alone = try EvaluationSet(
            scores: [0.5, 0.1], labels: [true, false],
            groups: [Grouping(name: "region", values: ["A", "A"])])
        let rows = try EvaluationPlan(groups: ["region"], minimumGroupSize: 1).evaluate(alone)
        let found = try #require(rows.first { $0.metric == "demographic_parity_difference" })
        #expect(found.value == nil)
    }

    @Test func keysAreUnique() throws {
        let rows = try EvaluationPlan(capacity: 5, groups: ["region"]).evaluate(set())
        #expect(Set(rows.map { [$0.metric, $0.slice, $0.group] }).count == rows.count)
    }
}
