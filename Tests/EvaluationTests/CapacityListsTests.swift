import Testing

@testable import Evaluation

/// What a team wins that works a list anew at each cutoff.
struct CapacityListsTests {
    @Test func byHand() throws {
        let set = try EvaluationSet(
            scores: [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3],
            labels: [true, false, true, true, true, false, true],
            scale: .ranking,
            lists: CutoffLists(["b", "b", "b", "a", "a", "a", "c"].map { "2024-01-0" + $0 }))
        let rows = try EvaluationPlan(capacity: 2, resamples: 20).evaluate(set)
        func value(_ metric: String, _ group: String = "overall") -> Double? {
            rows.first { $0.metric == metric && $0.group == group }?.value
        }
        #expect(value("wins_at_capacity") == 4.0 / 3)
        #expect(value("precision_at_capacity") == 0.8)
        #expect(value("recall_at_capacity") == 0.8)
        #expect(value("wins_at_capacity", "at 2024-01-0a") == 2)
        #expect(value("wins_at_capacity", "at 2024-01-0b") == 1)
        #expect(value("wins_at_capacity", "at 2024-01-0c") == 1)
    }

    private static func set(seed: UInt64, order: [Int]? = nil) throws -> (EvaluationSet, [Double], [String]) {
        let sample = Sample(seed: seed, count: 240)
        let order = order ?? Array(0..<240)
        // An entity is at each of the three cutoffs.
        let dates = (0..<240).map { "2024-0\($0 % 3 + 1)-01" }
        let set = try EvaluationSet(
            scores: order.map { sample.scores[$0] }, labels: order.map { sample.labels[$0] }, scale: .ranking,
            clusters: Clustering(name: "id", keys: order.map { $0 / 3 }),
            lists: CutoffLists(order.map { dates[$0] }),
            months: order.map { String(dates[$0].dropLast(3)) })
        return (set, order.map { sample.baseline[$0] }, order.map { dates[$0] })
    }

    /// Each drawn row is written out, and each cutoff's list is worked for itself.
    @Test(arguments: UInt64(1)..<5)
    func isThatOfANaiveLoop(_ seed: UInt64) throws {
        let (set, baseline, dates) = try Self.set(seed: seed)
        let plan = try EvaluationPlan(capacity: 9, resamples: 40, pairedResamples: 40)
        let clusters = try #require(set.clusters)
        let draws = Resampling(
            count: 40, seed: 1, rowCount: set.count,
            clusters: RankedRows.Clusters(name: "id", numbers: clusters.numbers, count: clusters.count)
        ).map { weights in weights.indices.map { Int(weights[$0]) } }
        func naive(_ scores: [Double], _ weights: [Int]) throws -> [Double] {
            var (wins, taken, positives) = (0.0, 0, 0)
            for date in Set(dates).sorted() {
                let rows = dates.indices.filter { dates[$0] == date }.flatMap {
                    [Int](repeating: $0, count: weights[$0])
                }
                let counts = RankedCounts(
                    try EvaluationSet(
                        scores: rows.map { scores[$0] }, labels: rows.map { set.labels[$0] }, scale: .ranking)
                )
                wins += counts.expectedWins(selected: Double(min(9, rows.count)))
                taken += min(9, rows.count)
                positives += counts.positiveCount
            }
            return [wins / 3, wins / Double(taken), wins / Double(positives)]
        }
        let metrics = ["wins_at_capacity", "precision_at_capacity", "recall_at_capacity"]
        let own = try draws.map { try naive(set.scores, $0) }
        let theirs = try draws.map { try naive(baseline, $0) }
        let rows = try plan.evaluate(set)
        let differences = try plan.compare(set, to: baseline, named: "rule")
        for (place, metric) in metrics.enumerated() {
            let row = try #require(rows.first { $0.metric == metric && $0.group == "overall" })
            try expect(row, own.map { $0[place] }, "by 80 clusters of id")
            let name = EvaluationPlan.differenceMetric(metric, to: "rule")
            let difference = try #require(differences.first { $0.metric == name && $0.group == "overall" })
            try expect(difference, zip(own, theirs).map { $0[place] - $1[place] }, "paired, 3 cutoffs")
        }
    }

    private func expect(_ row: MetricRow, _ loop: [Double], _ words: String) throws {
        #expect(row.method.contains(words), "\(row)")
        #expect(abs(try #require(row.lower) - PairedBootstrapTests.quantile(loop, 0.025)) < 1e-12, "\(row)")
        #expect(abs(try #require(row.upper) - PairedBootstrapTests.quantile(loop, 0.975)) < 1e-12, "\(row)")
    }

    /// Lists that are worked to their end give every score the same wins; that is no certainty of a shorter list.
    @Test func onlyEqualScoresHaveAnIntervalOfNothing() throws {
        let (set, baseline, _) = try Self.set(seed: 5)
        let plan = try EvaluationPlan(capacity: 1000, resamples: 20, pairedResamples: 20)
        func wins(_ other: [Double]) throws -> [MetricRow] {
            try plan.compare(set, to: other, named: "rule").filter {
                $0.metric == "wins_at_capacity_difference_to_rule"
            }
        }
        let (equal, different) = (try wins(set.scores), try wins(baseline))
        #expect(equal.count == 4 && different.count == 4)
        #expect(equal.allSatisfy { $0.value == 0 && $0.lower == 0 && $0.upper == 0 }, "\(equal)")
        #expect(different.allSatisfy { $0.value == 0 && $0.lower == nil && $0.upper == nil }, "\(different)")
        // One list that is the same, beside two that are not.
        let mixed = set.scores.indices.map { $0 % 3 == 0 ? set.scores[$0] : baseline[$0] }
        let rows = try wins(mixed)
        #expect(rows.filter { $0.lower == 0 }.map(\.group) == ["at 2024-01-01"], "\(rows)")
    }

    @Test func theOrderOfRowsChangesNoBit() throws {
        let plan = try EvaluationPlan(capacity: 9, resamples: 20, pairedResamples: 20)
        let (set, baseline, _) = try Self.set(seed: 3)
        let (other, theirs, _) = try Self.set(seed: 3, order: (0..<240).map { ($0 * 77 + 5) % 240 })
        #expect(try plan.evaluate(set) == plan.evaluate(other))
        #expect(
            try plan.compare(set, to: baseline, named: "rule")
                == plan.compare(other, to: theirs, named: "rule"))
    }

    @Test func monthsPartTheRowsAndAreEvaluatedEachForItself() throws {
        let (set, _, dates) = try Self.set(seed: 4)
        let plan = try EvaluationPlan(bands: [], resamples: 20)
        let rows = try plan.evaluate(set)
        let months = rows.filter { $0.group.hasPrefix("month=") }
        #expect(Set(months.map(\.group)) == ["month=2024-01", "month=2024-02", "month=2024-03"])
        #expect(months.filter { $0.metric == "auroc" }.reduce(0) { $0 + $1.n } == set.count)
        #expect(!rows.contains { $0.group == "month" })
        let own = dates.indices.filter { dates[$0] == "2024-02-01" }
        let alone = try plan.evaluate(
            EvaluationSet(
                scores: own.map { set.scores[$0] }, labels: own.map { set.labels[$0] }, scale: .ranking))
        for row in alone {
            let found = try #require(
                months.first { $0.metric == row.metric && $0.group == "month=2024-02" })
            #expect(found.value == row.value && found.lower == row.lower && found.upper == row.upper)
        }
        var without = plan
        without.months = false
        #expect(try without.evaluate(set) == rows.filter { !$0.group.hasPrefix("month=") })
    }
}
