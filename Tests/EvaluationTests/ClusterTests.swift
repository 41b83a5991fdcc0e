import Evaluation
import TestKit
import Testing

/// Rows that belong together tell less than as many independent ones.
@Suite struct ClusterTests {
    private func set(_ sample: Sample, keys: [String]?) throws -> EvaluationSet {
        try EvaluationSet(
            scores: sample.scores, labels: sample.labels,
            groups: [Grouping(name: "region", values: sample.region)],
            clusters: keys.map { Clustering(name: "id", keys: $0) })
    }

    private static func plan() throws -> EvaluationPlan {
        try EvaluationPlan(capacity: 20, groups: ["region"], resamples: 40)
    }

    /// A cluster for each row is no cluster: not a bit differs.
    @Test func aClusterARowIsNone() throws {
        let sample = Sample(seed: 3, count: 300)
        let keys = sample.scores.indices.map { "row \($0)" }
        #expect(
            try Self.plan().evaluate(set(sample, keys: keys)) == Self.plan().evaluate(set(sample, keys: nil)))
    }

    /// Four copies of every row in its cluster have the intervals of the rows once, but for the degrees of freedom.
    @Test func copiesWithinAClusterTellNothing() throws {
        let sample = Sample(seed: 4, count: 400, levels: 100_000)
        let keys = sample.scores.indices.map { "row \($0)" }
        var four = sample
        for _ in 0..<3 {
            four.scores += sample.scores
            four.labels += sample.labels
            four.region += sample.region
        }
        let once = try EvaluationPlan(resamples: 400).evaluate(set(sample, keys: nil))
        let copied = try EvaluationPlan(resamples: 400)
            .evaluate(set(four, keys: keys + keys + keys + keys))
        let naive = try EvaluationPlan(resamples: 400).evaluate(set(four, keys: nil))
        for metric in ["auroc", "auroc_bootstrap", "brier_score", "log_loss", "lift_at_top", "base_rate"] {
            func width(_ rows: [MetricRow]) throws -> Double {
                let row = try #require(rows.first { $0.metric == metric })
                return try #require(row.upper) - #require(row.lower)
            }
            let ratio = try width(copied) / width(once)
            #expect(ratio > 0.85 && ratio < 1.18, "\(metric) \(ratio)")
            #expect(try width(naive) / width(once) < 0.7, "\(metric)")
        }
    }

    @Test func theOrderOfRowsLeavesEveryBit() throws {
        let sample = Sample(seed: 5, count: 300)
        let order = sample.scores.indices.reversed().map { ($0 * 7) % 300 }
        let keys = sample.scores.indices.map { "account \($0 % 41)" }
        var other = sample
        other.scores = order.map { sample.scores[$0] }
        other.labels = order.map { sample.labels[$0] }
        other.region = order.map { sample.region[$0] }
        let otherKeys = order.map { keys[$0] }
        #expect(
            try Self.plan().evaluate(set(sample, keys: keys))
                == Self.plan().evaluate(set(other, keys: otherKeys)))
    }

    /// Of every metric, of groups, of lists and of differences; with one cluster all resamples are the same.
    @Test(arguments: [1, 4, 9], [false, true])
    func fewClustersHaveNoInterval(_ clusters: Int, _ hasLists: Bool) throws {
        let sample = Sample(seed: 6, count: 300)
        let set = try EvaluationSet(
            scores: sample.scores, labels: sample.labels,
            groups: [Grouping(name: "region", values: sample.region)],
            clusters: Clustering(name: "account", keys: sample.scores.indices.map { $0 % clusters }),
            lists: hasLists ? CutoffLists(sample.scores.indices.map { "\($0 % 2)" }) : nil)
        let plan = try EvaluationPlan(capacity: 20, groups: ["region"], resamples: 20, pairedResamples: 20)
        let rows =
            try plan.evaluate(set)
            + plan.compare(set, to: sample.baseline.map { ($0 + 1) / 8 }, named: "rule", scale: .probability)
        #expect(rows.count { $0.value != nil } > 200)
        for row in rows where row.value != nil {
            #expect(row.lower == nil && row.upper == nil, "\(row)")
            #expect(row.method.contains("no interval"), "\(row)")
        }
        for metric in ["auroc", "brier_score", "lift_at_top", "selection_rate", "recall_at_capacity"] {
            let row = try #require(rows.first { $0.metric.hasPrefix(metric) })
            #expect(row.method.contains("no interval, fewer than 10 clusters"), "\(row)")
        }
    }

    /// What a group is said to be rests on the group's own clusters.
    @Test func aGroupOfFewClustersHasNoInterval() throws {
        let sample = Sample(seed: 8, count: 300)
        let keys = sample.scores.indices.map { row in
            sample.region[row] == "EU" ? "account \(row % 4)" : "account \(100 + row % 40)"
        }
        let plan = try EvaluationPlan(groups: ["region"], resamples: 40)
        let rows = try plan.evaluate(set(sample, keys: keys))
        func row(_ metric: String, _ group: String) throws -> MetricRow {
            try #require(rows.first { $0.metric == metric && $0.group == group })
        }
        let few = try row("selection_rate", "region=EU")
        #expect(few.value != nil && few.lower == nil)
        #expect(few.method.hasSuffix("; no interval, fewer than 10 clusters"))
        let many = try row("selection_rate", "region=US")
        #expect(try #require(many.lower) < (try #require(many.upper)))
        let between = rows.filter { $0.group == "region" }
        #expect(between.contains { $0.method.hasSuffix("; no interval, fewer than 10 clusters") })
    }

    /// Nine rows that are each for themselves are as few.
    @Test func aBootstrapOfFewRowsIsNoInterval() throws {
        let rows = try EvaluationPlan(resamples: 20).evaluate(
            EvaluationSet(
                scores: (0..<9).map { Double($0 * 7 % 9) / 9 }, labels: (0..<9).map { $0 % 2 == 0 }))
        let lift = try #require(rows.first { $0.metric == "lift_at_top" })
        #expect(lift.value != nil && lift.lower == nil)
        #expect(lift.method.hasSuffix("; no interval, fewer than 10 rows"), "\(lift.method)")
    }

    @Test func perfectSeparationByClusters() throws {
        let labels = (0..<40).map { $0 < 20 }
        let set = try EvaluationSet(
            scores: labels.map { $0 ? 0.9 : 0.1 }, labels: labels,
            clusters: Clustering(name: "id", keys: (0..<40).map { $0 / 2 }))
        let found = RankedRows(set).auroc()
        // Ten clusters of positives and ten of negatives are as ten rows of each.
        let rows = try EvaluationSet(
            scores: (0..<20).map { $0 < 10 ? 0.9 : 0.1 }, labels: (0..<20).map { $0 < 10 })
        #expect(found.lower == RankedRows(rows).auroc().lower)
        #expect(found.method.contains("20 clusters of id"))
    }

    @Test func clustersAreCheckedAndNumberedByKey() throws {
        #expect(throws: EvaluationError.countMismatch(field: "account", expected: 2, found: 1)) {
            try EvaluationSet(
                scores: [0.1, 0.2], labels: [true, false],
                clusters: Clustering(name: "account", keys: ["a"]))
        }
        let clusters = Clustering(name: "account", keys: ["b", "a", "b", "c"])
        #expect(clusters.numbers == [1, 0, 1, 2])
        #expect(clusters.count == 3)
    }
}
