import Evaluation
import Testing

/// Pairs of protected attributes are groups like any other.
@Suite struct IntersectionTests {
    private let plan: EvaluationPlan
    private let sample = Sample(seed: 3, count: 400)
    private let sexes: [String?]

    init() throws {
        plan = try EvaluationPlan(protected: ["sex", "region"], resamples: 20)
        sexes = (0..<400).map { ["F", "M & X", nil][($0 * 7) % 11 % 3] }
    }

    private func set(_ groups: [Grouping]) throws -> EvaluationSet {
        try EvaluationSet(scores: sample.scores, labels: sample.labels, groups: groups)
    }

    private func set() throws -> EvaluationSet {
        try set([
            Grouping(name: "region", values: sample.region), Grouping(name: "sex", values: sexes),
        ])
    }

    /// The rows of a pair are those of a column of both values.
    @Test func aPairIsAGroupingOfBothValues() throws {
        let joined = zip(sexes, sample.region).map { "\($0 ?? "(missing)")|\($1 ?? "(missing)")" }
        let expected = try EvaluationPlan(groups: ["both"], resamples: 20).evaluate(
            try set([Grouping(name: "both", values: joined)]))
        let rows = try plan.evaluate(set())
        var compared = 0
        for row in expected where row.group.hasPrefix("both=") {
            let values = row.group.dropFirst(5).split(separator: "|")
            let sex = values[0] == "M & X" ? "M \\& X" : String(values[0])
            let group = "sex=\(sex) & region=\(values[1])"
            var same = row
            same.group = group
            #expect(rows.first { $0.group == group && $0.metric == row.metric } == same)
            compared += 1
        }
        #expect(compared == 9 * rows.count { $0.group == "sex=F & region=EU" })
        #expect(compared > 300)
        let difference = rows.first { $0.group == "sex & region" && $0.metric.hasPrefix("demographic") }
        let other = expected.first { $0.group == "both" && $0.metric.hasPrefix("demographic") }
        #expect(difference?.value == other?.value && difference?.value != nil)
    }

    @Test func groupsThatAreTooSmallSaySo() throws {
        var plan = plan
        plan.minimumGroupSize = 60
        let rows = try plan.evaluate(set()).filter { $0.group == "sex=F & region=EU" }
        #expect(!rows.isEmpty)
        #expect(rows.allSatisfy { $0.n < 60 && $0.value == nil && $0.method.contains("too small to say") })
    }

    @Test func onlyWhereTheyAreAskedFor() throws {
        var plan = plan
        plan.intersections = false
        #expect(try !plan.evaluate(set()).contains { $0.group.contains(" & region") })
        plan.protected = []
        plan.groups = ["sex", "region"]
        plan.intersections = true
        #expect(try !plan.evaluate(set()).contains { $0.group.contains(" & region") })
    }

    @Test func triplesArePairs() throws {
        let plan = try EvaluationPlan(protected: ["a", "b", "c"])
        #expect(plan.intersected == [["a", "b"], ["a", "c"], ["b", "c"]])
    }
}
