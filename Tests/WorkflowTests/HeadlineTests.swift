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

    @Test func isWinsAgainstTheRuleThenLift() throws {
        let plan = try EvaluationPlan(capacity: 1000)
        let lift = row("lift_at_top_difference_to_rule", 0.2, 0.1, 0.3)
        let wins = row("wins_at_capacity_difference_to_rule", 4.3, -12.7, 21.3)
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
    }

    /// With a list a cutoff the wins are a mean, and the sentence says so.
    @Test func aMeanOverCutoffsIsSaidToBeOne() throws {
        let plan = try EvaluationPlan(capacity: 40)
        var rows = [
            row("wins_at_capacity", 17.5), row("wins_at_capacity_difference_to_baseline", -2.5, -4, -1),
        ]
        for cutoff in ["2024-01-01", "2024-02-01"] {
            var list = row("wins_at_capacity_difference_to_baseline", -2.5)
            list.group = "at \(cutoff)"
            rows.append(list)
        }
        let sentence = try document(rows).headlineSentence(plan)
        #expect(
            sentence
                == "17.5 wins among the best 40 in the mean of 2 cutoffs, 2.5 fewer than the baseline (95 % interval of the difference -4 to -1)."
        )
    }

    @Test func aDifferenceWithoutAnIntervalMayBeChance() throws {
        let plan = try EvaluationPlan(capacity: 1000)
        let own = row("wins_at_capacity", 734)
        for (value, change) in [(4.0, "4 more than"), (-4, "4 fewer than"), (0, "as many as")] {
            let difference = row("wins_at_capacity_difference_to_rule", value)
            #expect(
                try document([own, difference]).headlineSentence(plan)
                    == "734 wins among the best 1,000, \(change) the strongest hand rule (recency) (the difference has no interval); it may be chance."
            )
        }
    }

    /// A hand rule may be called so; the table has no definition.
    @Test func pointsAreTheTeamsOnlyWhereThereIsATable() throws {
        var document = try document([])
        document.rules = [.init(name: "points", rule: HandRule(feature: "points"), metrics: [])]
        #expect(document.ruleWords == "the strongest hand rule (points)")
        document.rules = [.init(name: "points", metrics: [])]
        #expect(document.ruleWords == "the team's points")
    }
}
