import TestKit
import Testing

@testable import Evaluation

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
            scores: first, baseline: scores(0.2), labels: labels, clusters: Array(0..<rows))
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
            other.clusters = fold.clusters.map { $0 + 1000 * number }
            return other
        }
        let one = try width([fold])
        let students = StudentInterval.quantile(degrees: 119) / NormalInterval.quantile
        #expect(abs(try width([fold, fold, fold, fold]) - students * one) < 1e-12)
        #expect(abs(try width(others) - one / 2) < 1e-12)
    }

    /// A fold whose rows belong to so many accounts.
    private static func fold(seed: UInt64, accounts: Int) -> FoldedScores.Fold {
        var fold = fold(seed: seed)
        fold.clusters = fold.clusters.map { $0 % accounts }
        return fold
    }

    /// With one fold it is Obuchowski's, but for the correction of what both classes have in common.
    @Test(arguments: UInt64(1)..<6)
    func oneFoldOfAccountsIsObuchowskis(_ seed: UInt64) throws {
        let fold = Self.fold(seed: seed, accounts: 20)
        let found = try FoldedScores([fold], cluster: "account").aurocDifference()
        let set = try EvaluationSet(
            scores: fold.scores, labels: fold.labels, scale: .ranking,
            clusters: Clustering(name: "account", keys: fold.clusters))
        let paired = try PairedScores(set, baseline: fold.baseline ?? []).aurocDifference()
        #expect(found.method.hasSuffix("; paired obuchowski t 95% by 20 clusters of account"))
        #expect(paired.method == "paired obuchowski t 95% by 20 clusters of account")
        for (mine, theirs) in [
            (found.value, paired.value), (found.lower, paired.lower), (found.upper, paired.upper),
        ] {
            #expect(abs(try #require(mine) - #require(theirs)) < 1e-12)
        }
    }

    @Test func aFewAccountsAreNoInterval() throws {
        let folds = (1...4).map { Self.fold(seed: $0, accounts: 4) }
        for found in [
            try FoldedScores(folds, cluster: "account").auroc(),
            try FoldedScores(folds, cluster: "account").aurocDifference(),
        ] {
            #expect(found.value != nil && found.lower == nil && found.upper == nil)
            #expect(found.method.hasSuffix("; no interval, fewer than 10 clusters"), "\(found.method)")
        }
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
            short.clusters.removeLast()
            _ = try FoldedScores([short])
        }
    }
}
