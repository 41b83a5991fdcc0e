import Evaluation
import Testing

/// What must not change when the rows are the same rows.
@Suite struct InvarianceTests {
    @Test(arguments: [1, 2, 3] as [UInt64]) func orderOfRowsLeavesEveryBit(_ seed: UInt64) throws {
        let plan = try EvaluationPlan(capacity: 20, groups: ["region"], resamples: 20, pairedResamples: 20)
        let sample = Sample(seed: seed, count: 300)
        let other = sample.shuffled(seed: seed + 10)
        #expect(try plan.evaluate(sample.set()) == plan.evaluate(other.set()))
        #expect(
            try plan.compare(sample.set(), to: sample.baseline, named: "rule")
                == plan.compare(other.set(), to: other.baseline, named: "rule"))
        #expect(try EvaluationCurves(sample.set()) == EvaluationCurves(other.set()))
    }

    @Test func aMonotoneTransformLeavesTheRanking() throws {
        let sample = Sample(seed: 4, count: 200)
        var other = sample
        other.scores = sample.scores.map { 3 * $0 * $0 * $0 + 7 }
        let names = ["auroc", "average_precision", "precision_at_top", "recall_at_top", "lift_at_top"]
        let plan = try EvaluationPlan(resamples: 20)
        let one = try plan.evaluate(sample.set()).filter { names.contains($0.metric) }
        let two = try plan.evaluate(other.set(scale: .ranking)).filter { names.contains($0.metric) }
        #expect(one.count == 5)
        #expect(one == two)
    }

    @Test func theSeedDecidesTheIntervals() throws {
        let set = try Sample(seed: 5, count: 200).set()
        let one = try EvaluationPlan(seed: 1).evaluate(set)
        #expect(try EvaluationPlan(seed: 1).evaluate(set) == one)
        #expect(try EvaluationPlan(seed: 2).evaluate(set) != one)
    }

    @Test func aScoreDoesNotDifferFromItself() throws {
        let sample = Sample(seed: 6, count: 200)
        let plan = try EvaluationPlan(capacity: 10, pairedResamples: 20)
        let rows = try plan.compare(sample.set(), to: sample.scores, named: "incumbent")
        #expect(rows.count == plan.differenceNames(to: "incumbent", scale: .ranking).count)
        #expect(rows.allSatisfy { $0.value == 0 && $0.lower == 0 && $0.upper == 0 })
        #expect(rows[0].metric == "auroc_difference_to_incumbent")
    }

    @Test func minusZeroIsZero() throws {
        let one = try EvaluationSet(scores: [0, -0.0, 0.5], labels: [true, false, true])
        #expect(RankedCounts(one).scores == [0.5, 0])
        #expect(RankedCounts(one).auroc().value == 0.75)
    }
}
