import Arithmetic
import Testing

@testable import Evaluation

/// The share of positives between two places of a ranking, and its interval.
@Suite struct RecallTests {
    private static func lifts(_ scores: [Double], _ labels: [Bool]) throws -> [MetricEstimate] {
        RankedRows(try EvaluationSet(scores: scores, labels: labels)).tenths().lifts
    }

    @Test(arguments: UInt64(1)..<4) func valuesAreDifferencesOfGains(_ seed: UInt64) throws {
        let sample = Sample(seed: seed, count: 137)
        let ranked = RankedRows(try sample.set())
        let lifts = ranked.tenths().lifts
        #expect(lifts.count == 10)
        for tenth in 1...10 {
            let estimate = lifts[tenth - 1]
            let wins = [tenth, tenth - 1].map {
                ranked.counts.expectedWins(selected: 137 * Double($0) / 10)
            }
            let value = try #require(estimate.value)
            #expect(abs(value - 10 * (wins[0] - wins[1]) / Double(ranked.counts.positiveCount)) < 1e-12)
            let (lower, upper) = (try #require(estimate.lower), try #require(estimate.upper))
            #expect(0 <= lower && lower <= value && value <= upper && upper <= 10)
        }
    }

    @Test func whatCannotBeToldHasNoInterval() throws {
        // All scores tied: every tenth has its share in any rows.
        let tied = try Self.lifts([Double](repeating: 0.5, count: 60), (0..<60).map { $0 < 20 })
        #expect(tied.allSatisfy { abs(($0.value ?? 0) - 1) < 1e-12 && $0.lower == nil && $0.upper == nil })
        let none = try Self.lifts([0.1, 0.2, 0.3], [false, false, false])
        #expect(none.allSatisfy { $0.value == nil && $0.method.contains("no positives") })
    }

    /// A tenth without positives may have some in other rows.
    @Test func anEmptyTenthIsNotCertain() throws {
        let lifts = try Self.lifts((0..<200).map { Double($0) / 200 }, (0..<200).map { $0 >= 100 })
        let last = try #require(lifts.last)
        #expect(last.value == 0 && last.lower == 0)
        #expect(try #require(last.upper) > 0.3)
    }

    /// Where the chance of a positive is the score, the top fifth has 0.9 of 0.5: a bootstrap that ranks anew holds that in
    /// 97 % of files.
    @Test(arguments: [false, true]) func recallHoldsTheTruth(isClustered: Bool) throws {
        let files = 600
        var held = 0
        for file in 0..<files {
            var generator = SplitMix64(seed: 12, stream: UInt64(file))
            func uniform() -> Double { Double(generator.next() >> 11) / 9_007_199_254_740_992 }
            let scores = (0..<400).map { _ in uniform() }
            let set = try EvaluationSet(
                scores: scores, labels: scores.map { uniform() < $0 },
                clusters: isClustered ? Clustering(name: "pair", keys: (0..<400).map { $0 / 2 }) : nil)
            let recall = RankedRows(set).recall(of: 80, name: "top")
            if let lower = recall.lower, let upper = recall.upper, lower <= 0.36, 0.36 <= upper { held += 1 }
        }
        #expect((0.93...0.97).contains(Double(held) / Double(files)), "\(held) of \(files)")
    }

    /// Where all positives are taken, the clusters that have one are what is known.
    @Test func allPositivesOfFewClustersAreFew() throws {
        let labels = (0..<200).map { $0 < 30 }
        let set = try EvaluationSet(
            scores: labels.indices.map { 1 - Double($0) / 200 }, labels: labels,
            clusters: Clustering(name: "account", keys: labels.indices.map { $0 < 30 ? $0 / 10 : $0 }))
        let recall = RankedRows(set).recall(of: 60, name: "top")
        #expect(recall.value == 1 && recall.upper == 1)
        #expect(try #require(recall.lower) < 0.5)
    }

    @Test(arguments: UInt64(1)..<4) func liftIsRecallOverTheShareTaken(_ seed: UInt64) throws {
        let ranked = RankedRows(try Sample(seed: seed, count: 137).set())
        for depth in [1.0, 14, 50.5, 137] {
            let recall = ranked.recall(of: depth, name: "top")
            let lift = ranked.lift(recall, of: depth)
            for (one, other) in [
                (recall.value, lift.value), (recall.lower, lift.lower), (recall.upper, lift.upper),
            ] { #expect(abs((one ?? -1) * 137 / depth - (other ?? -137 / depth)) < 1e-9) }
        }
        #expect(ranked.recall(of: 137, name: "all").value == 1)
    }

    /// Where the chance of a positive is the score, the second tenth has 0.85 of 0.5: a bootstrap that ranks anew holds that
    /// in 98 % of files.
    @Test func intervalsHoldTheTruth() throws {
        let files = 600
        var held = 0
        for file in 0..<files {
            var generator = SplitMix64(seed: 11, stream: UInt64(file))
            func uniform() -> Double { Double(generator.next() >> 11) / 9_007_199_254_740_992 }
            let scores = (0..<400).map { _ in uniform() }
            let second = try Self.lifts(scores, scores.map { uniform() < $0 })[1]
            if let lower = second.lower, let upper = second.upper, lower <= 1.7, 1.7 <= upper { held += 1 }
        }
        #expect((0.93...0.97).contains(Double(held) / Double(files)), "\(held) of \(files)")
    }
}
