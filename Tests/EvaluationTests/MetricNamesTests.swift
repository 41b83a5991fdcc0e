import Evaluation
import Testing

/// The names that a gate may ask for are those that are computed.
struct MetricNamesTests {
    private static let set: EvaluationSet = {
        let count = 200
        let scores = (0..<count).map { (Double($0) + 0.5) / Double(count) }
        let labels = (0..<count).map { ($0 * 7) % 10 < 4 }
        let regions = Grouping(name: "region", values: (0..<count).map { $0 % 2 == 0 ? "north" : "south" })
        guard
            let set = try? EvaluationSet(
                scores: scores, labels: labels, groups: [regions],
                months: (0..<count).map { $0 < 90 ? "2024-03" : "2024-04" })
        else {
            preconditionFailure("the rows are in order")
        }
        return set
    }()

    @Test(arguments: [nil, 20], [[], ["region"]])
    func areThoseOfAnEvaluation(capacity: Int?, groups: [String]) throws {
        let plan = try EvaluationPlan(
            capacity: capacity, thresholds: [0.1, 0.25], groups: groups, resamples: 20, pairedResamples: 20)
        let names = plan.metricNames
        #expect(Set(names).count == names.count)
        #expect(Set(names) == Set(try plan.evaluate(Self.set).map(\.metric)))
    }

    @Test(arguments: [nil, 20], [ScoreScale.ranking, .probability])
    func areThoseOfAComparison(capacity: Int?, scale: ScoreScale) throws {
        let plan = try EvaluationPlan(capacity: capacity, resamples: 20, pairedResamples: 20)
        let baseline = Self.set.labels.indices.map { Double($0 % 9) / 10 }
        let rows = try plan.compare(Self.set, to: baseline, named: "rule", scale: scale)
        #expect(Set(plan.differenceNames(to: "rule", scale: scale)) == Set(rows.map(\.metric)))
    }
}
