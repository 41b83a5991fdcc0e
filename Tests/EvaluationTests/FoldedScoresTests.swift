import Evaluation
import TestKit
import Testing

/// Means over the folds of a backtest, held against DeLong's interval and against repeated entities.
struct FoldedScoresTests {
    static func fold(seed: UInt64, rows: Int = 120) -> FoldedScores.Fold {
        var random = TestKit.SplitMix64(seed: seed)
        let labels = (0..<rows).map { $0 % 3 == 0 }
        func scores(_ signal: Double) -> [Double] {
            labels.map { Double(random.below(1000)) / 1000 + ($0 ? signal : 0) }
        }
        let first = scores(0.5)
        return FoldedScores.Fold(
            scores: first, baseline: scores(0.2), labels: labels, entities: Array(0..<rows))
    }

    /// One fold of rows of their own is the ordinary paired interval.
    @Test(arguments: UInt64(1)..<6)
    func oneFoldIsDeLong(_ seed: UInt64) throws {
        let fold = Self.fold(seed: seed)
        let folded = try FoldedScores([fold]).aurocDifference()
        let set = try EvaluationSet(scores: fold.scores, labels: fold.labels, scale: .ranking)
        let paired = try PairedScores(set, baseline: fold.baseline ?? []).aurocDifference()
        for (mine, theirs) in [
            (folded.value, paired.value), (folded.lower, paired.lower), (folded.upper, paired.upper),
        ] {
            #expect(abs(try #require(mine) - #require(theirs)) < 1e-12)
        }
        #expect(
            abs(
                try #require(try FoldedScores([fold]).auroc().value) - #require(
                    RankedCounts(set).auroc().value))
                < 1e-15)
    }

    /// The same rows of the same entities in four folds tell no more than once; of other entities they do.
    @Test func repeatedEntitiesNarrowNothing() throws {
        func width(_ folds: [FoldedScores.Fold]) throws -> Double {
            let estimate = try FoldedScores(folds).aurocDifference()
            return try #require(estimate.upper) - #require(estimate.lower)
        }
        let fold = Self.fold(seed: 3)
        let others = (0..<4).map { number in
            var other = fold
            other.entities = fold.entities.map { $0 + 1000 * number }
            return other
        }
        let one = try width([fold])
        #expect(abs(try width([fold, fold, fold, fold]) - one) < 1e-12)
        #expect(abs(try width(others) - one / 2) < 1e-12)
    }

    @Test func meansAreOfFoldsNotOfRows() throws {
        let small = Self.fold(seed: 5, rows: 30)
        let large = Self.fold(seed: 6, rows: 300)
        let parts = try [small, large].map { try #require(try FoldedScores([$0]).auroc().value) }
        let mean = try FoldedScores([small, large]).auroc()
        #expect(abs(try #require(mean.value) - (parts[0] + parts[1]) / 2) < 1e-15)
        #expect(mean.method.hasPrefix("mean of 2 folds (0."))
        #expect(try FoldedScores([small, large]).count == 330)
    }

    @Test func whatCannotBeSaidIsNotSaid() throws {
        var flat = Self.fold(seed: 1)
        flat.labels = flat.labels.map { _ in true }
        #expect(try FoldedScores([flat]).auroc().value == nil)
        var same = Self.fold(seed: 1)
        same.baseline = same.scores
        let equal = try FoldedScores([same]).aurocDifference()
        #expect(equal.value == 0 && equal.lower == nil)
        #expect(throws: EvaluationError.self) {
            var short = same
            short.entities.removeLast()
            _ = try FoldedScores([short])
        }
    }
}
