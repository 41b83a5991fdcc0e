import TestKit
import Testing

@testable import Evaluation

@Suite struct ScoreBandTests {
    private static func rows(
        _ set: EvaluationSet, _ plan: EvaluationPlan, _ metric: String
    ) throws -> [MetricRow] {
        try plan.evaluate(set).filter { $0.metric == metric && $0.group.hasPrefix("band=") }
    }

    private static func set(_ count: Int, seed: UInt64, shuffled: Bool = false) throws -> EvaluationSet {
        var random = SplitMix64(seed: seed)
        var rows = (0..<count).map { row -> (Double, Bool, Double?, String) in
            let score = Double(random.next() % 21) / 20
            let isPositive = Double(random.next() % 1000) / 1000 < score
            return (score, isPositive, isPositive ? Double(random.next() % 30) : nil, "e\(row / 3)")
        }
        if shuffled { rows.shuffle(using: &random) }
        return try EvaluationSet(
            scores: rows.map(\.0), labels: rows.map(\.1),
            clusters: Clustering(name: "entity", keys: rows.map(\.3)), outcomeDays: rows.map(\.2))
    }

    @Test func fifthsKeepTiesTogetherAndPartitionTheRows() throws {
        let set = try EvaluationSet(
            scores: [0.9, 0.8, 0.8, 0.8, 0.8, 0.8, 0.3, 0.2, 0.1, 0.1],
            labels: [true, false, true, false, true, false, true, false, false, false])
        let bands = ScoreBands(set, bounds: nil).members
        // The middle of the five ties, the fourth row of ten, lies in the second fifth.
        #expect(bands.map(\.value) == ["1", "2", "4", "5"])
        #expect(bands.map(\.rows) == [[0], [1, 2, 3, 4, 5], [6, 7], [8, 9]])
        let given = ScoreBands(set, bounds: [0.1, 0.8]).members
        #expect(given.map(\.value) == ["0.1 to 0.8", "0.8 or more"])
        #expect(given.map(\.rows) == [[6, 7, 8, 9], [0, 1, 2, 3, 4, 5]])
    }

    /// What is told of a band is what a loop over its rows finds.
    @Test(arguments: [1, 2, 3] as [UInt64]) func bandsAreAsLoopsFindThem(seed: UInt64) throws {
        let set = try Self.set(900, seed: seed)
        let plan = try EvaluationPlan(bands: [0.2, 0.5])
        let names = ["band=below 0.2": 0.0..<0.2, "band=0.2 to 0.5": 0.2..<0.5, "band=0.5 or more": 0.5..<2]
        let happened = try Self.rows(set, plan, "base_rate")
        let promised = try Self.rows(set, plan, "mean_probability")
        let days = try Self.rows(set, plan, "cycle_days")
        #expect(happened.map(\.group) == ["band=below 0.2", "band=0.2 to 0.5", "band=0.5 or more"])
        for place in 0..<3 {
            let range = try #require(names[happened[place].group])
            let rows = (0..<set.count).filter { range.contains(set.scores[$0]) }
            let positives = rows.filter { set.labels[$0] }
            #expect(happened[place].n == rows.count)
            #expect(happened[place].value == Double(positives.count) / Double(rows.count))
            let mean = rows.map { set.scores[$0] }.reduce(0, +) / Double(rows.count)
            #expect(abs((promised[place].value ?? .nan) - mean) < 1e-12)
            let sorted = positives.compactMap { set.outcomeDays?[$0] }.sorted()
            let middle = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
            #expect(days[place].value == middle)
            let (lower, upper) = (days[place].lower ?? .nan, days[place].upper ?? .nan)
            #expect(lower <= middle && middle <= upper && lower < upper)
        }
        // Few positives are in the other bands, and no two of them of one entity.
        #expect(days[2].method.contains("clusters of entity"), "\(days[2].method)")
    }

    @Test func theOrderOfRowsDecidesNothing() throws {
        let plan = try EvaluationPlan()
        let one = try plan.evaluate(try Self.set(400, seed: 9))
        let other = try plan.evaluate(try Self.set(400, seed: 9, shuffled: true))
        #expect(one == other)
        #expect(one.contains { $0.metric == "cycle_days" && $0.group == "overall" && $0.lower != nil })
    }

    @Test func bandsCanBeLeftOutAndTooSmallOnesSayNothing() throws {
        let set = try Self.set(120, seed: 4)
        #expect(try !EvaluationPlan(bands: []).evaluate(set).contains { $0.metric == "cycle_days" })
        let rows = try Self.rows(set, try EvaluationPlan(bands: [0.99]), "cycle_days")
        #expect(rows.last?.group == "band=0.99 or more" && rows.last?.value == nil)
        #expect(rows.last?.method.contains("too small to say") == true)
        #expect(throws: EvaluationError.settingOutOfRange(key: "bands", range: "above 0, below 1, ascending"))
        {
            try EvaluationPlan(bands: [0.5, 0.5])
        }
    }

    @Test func aPositiveRowNeedsItsDays() {
        #expect(throws: EvaluationError.outcomeMismatch(row: 1, isPositive: true)) {
            try EvaluationSet(scores: [0.1, 0.2], labels: [false, true], outcomeDays: [nil, nil])
        }
        #expect(throws: EvaluationError.outcomeMismatch(row: 0, isPositive: false)) {
            try EvaluationSet(scores: [0.1, 0.2], labels: [false, true], outcomeDays: [1, 2])
        }
    }
}
