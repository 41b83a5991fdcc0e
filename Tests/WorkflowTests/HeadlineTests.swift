import Evaluation
import Testing

@testable import Workflow

/// The one figure of a report.
struct HeadlineTests {
    private func row(_ metric: String, _ value: Double, _ lower: Double? = nil, _ upper: Double? = nil)
        -> MetricRow
    {
        MetricRow(
            metric: metric, slice: "test", group: "overall", value: value, lower: lower, upper: upper, n: 10,
            method: "")
    }

    private func document(_ rows: [MetricRow]) throws -> EvaluationDocument {
        let set = try EvaluationSet(scores: [0.1, 0.9], labels: [false, true])
        return EvaluationDocument(
            formatVersion: 1, metrics: rows, rules: [.init(name: "recency", trainAUROC: 0.6, metrics: [])],
            curves: EvaluationCurves(set))
    }

    @Test func isWinsAgainstTheIncumbentThenTheRuleThenLift() throws {
        let plan = try EvaluationPlan(capacity: 1000)
        let lift = row("lift_at_top_difference_to_rule", 0.2, 0.1, 0.3)
        let wins = row("wins_at_capacity_difference_to_rule", 4.3, -12.7, 21.3)
        let incumbent = row("wins_at_capacity_difference_to_incumbent", -3, -5, -1)
        let own = row("wins_at_capacity", 734.8)
        #expect(try document([own]).headlineSentence(plan) == nil)
        #expect(
            try document([lift, own]).headlineSentence(plan)
                == "lift in the top 10 %, 0.2000 more than the strongest hand rule (recency) (95 % interval of the difference 0.1000 to 0.3000)."
        )
        #expect(
            try document([lift, own, wins]).headlineSentence(plan)
                == "734.8 wins among the best 1,000, 4.3 more than the strongest hand rule (recency) (95 % interval of the difference -12.7 to 21.3); it may be chance."
        )
        let sentence = try #require(try document([lift, own, wins, incumbent]).headlineSentence(plan))
        #expect(sentence.contains("3 fewer than the incumbent") && !sentence.contains("chance"))
    }
}
