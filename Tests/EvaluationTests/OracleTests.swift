import Evaluation
import Testing

/// Short loops that anyone can check, on random rows with ties.
@Suite struct OracleTests {
    static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6]

    @Test(arguments: seeds) func aurocIsTheShareOfPairs(_ seed: UInt64) throws {
        let sample = Sample(seed: seed, count: 120)
        var wins = 0.0
        var pairs = 0.0
        for one in sample.scores.indices where sample.labels[one] {
            for other in sample.scores.indices where !sample.labels[other] {
                pairs += 1
                if sample.scores[one] > sample.scores[other] { wins += 1 }
                if sample.scores[one] == sample.scores[other] { wins += 0.5 }
            }
        }
        #expect(RankedCounts(try sample.set()).auroc().value == wins / pairs)
    }

    @Test(arguments: seeds) func winsAreTheMeanOverOrdersOfTies(_ seed: UInt64) throws {
        let sample = Sample(seed: seed, count: 90, levels: 6)
        let counts = RankedCounts(try sample.set())
        for selected in [1, 7, 30, 89, 90] {
            var expected = 0.0
            for row in sample.scores.indices where sample.labels[row] {
                let above = sample.scores.count { $0 > sample.scores[row] }
                let tied = sample.scores.count { $0 == sample.scores[row] }
                expected += min(1, max(0, Double(selected - above) / Double(tied)))
            }
            #expect(abs(counts.expectedWins(selected: Double(selected)) - expected) < 1e-9)
        }
    }

    @Test(arguments: seeds) func binsHoldEveryRowOnce(_ seed: UInt64) throws {
        let sample = Sample(seed: seed, count: 333, levels: 1000)
        let bins = EvaluationCurves(try sample.set()).calibration
        #expect(bins.count <= 10)
        #expect(bins.map(\.count).reduce(0, +) == 333)
        #expect(bins.map(\.meanProbability) == bins.map(\.meanProbability).sorted())
        #expect(bins.allSatisfy { $0.count > 20 && $0.count < 50 })
    }

    @Test func curvesAreThinnedAndKeepTheirEnds() throws {
        let curves = EvaluationCurves(try Sample(seed: 9, count: 5000, levels: 100_000).set())
        #expect(curves.roc.count <= 200 && curves.roc.count > 150)
        #expect(curves.roc.first == CurvePoint(x: 0, y: 0))
        #expect(curves.roc.last == CurvePoint(x: 1, y: 1))
        #expect(curves.precisionRecall.count <= 200)
        #expect(curves.precisionRecall.last?.x == 1)
        #expect(curves.gains.count == 10)
        #expect(curves.gains.last?.gain == 1)
    }

    @Test func theBootstrapCoversTheTruth() throws {
        let truth =
            RankedRows(try Sample(seed: 99, count: 20_000, levels: 100_000).set())
            .bootstrapped(top: 0.2, resamples: 0, seed: 1).averagePrecision.value ?? 0
        var covered = 0
        for seed in 1...40 {
            let sample = Sample(seed: UInt64(seed), count: 300, levels: 100_000)
            let interval = RankedRows(try sample.set())
                .bootstrapped(top: 0.2, resamples: 100, seed: 1).averagePrecision
            if let lower = interval.lower, let upper = interval.upper, lower...upper ~= truth { covered += 1 }
        }
        #expect(covered >= 34, "of 40 intervals at 95 %, \(covered) cover")
    }

    @Test(arguments: seeds) func recalibrationEndsOnManyRows(_ seed: UInt64) throws {
        let counts = RankedRows(try Sample(seed: seed, count: 20_000, levels: 1_000_000).set())
        let fit = counts.recalibration()
        #expect(fit.slope.value != nil)
        #expect(fit.intercept.value != nil)
        #expect(counts.calibrationInTheLarge().value != nil)
    }
}
