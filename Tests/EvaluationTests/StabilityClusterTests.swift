import Arithmetic
import Testing

@testable import Evaluation

/// Rows that belong together tell less than as many rows on their own.
@Suite struct StabilityClusterTests {
    private static func study(
        _ pooled: Pooled, clustered: Bool = true, slice: String = "test", columns: Int = 1,
        minimumRows: Int = 1
    ) -> [PopulationDrift] {
        let clustering = Clustering(name: "account", keys: pooled.clusters)
        return StabilityStudy(seed: 1, minimumRows: minimumRows).drifts(
            of: (0..<columns).map {
                StabilityStudy.Column(
                    group: $0 == 0 ? "score" : "feature=f\($0)", bins: pooled.bins, binCount: pooled.binCount)
            }, referenceRows: pooled.referenceRows,
            clusters: clustered ? PooledClusters(clustering, referenceRows: pooled.referenceRows) : nil,
            slice: slice)
    }

    /// The design effect by its definition: the variance of each difference of shares by clusters, bin by bin.
    @Test(arguments: [(3, 0.5, false), (4, 1.0, false), (2, 0.0, false), (5, 0.8, true)])
    func theDesignEffectIsThatOfTheDefinition(_ size: Int, _ share: Double, _ isShared: Bool) throws {
        let pooled = Pooled(seed: 4, rows: (240, 120), size: size, share: share, isShared: isShared)
        let clustering = Clustering(name: "account", keys: pooled.clusters)
        let clusters = try #require(PooledClusters(clustering, referenceRows: 240))
        let own = clusters.designEffect(pooled.bins, binCount: pooled.binCount)
        let numbers = Set(pooled.clusters)
        var sum = 0.0
        for bin in 0..<pooled.binCount {
            func rows(_ range: Range<Int>, _ cluster: Int? = nil, inBin: Bool = true) -> Double {
                Double(
                    range.count {
                        (cluster == nil || pooled.clusters[$0] == cluster)
                            && (!inBin || pooled.bins[$0] == Int32(bin))
                    })
            }
            let (old, new) = (rows(0..<240) / 240, rows(240..<360) / 120)
            let pulls = numbers.map { cluster in
                (rows(0..<240, cluster) - old * rows(0..<240, cluster, inBin: false)) / 240
                    - (rows(240..<360, cluster) - new * rows(240..<360, cluster, inBin: false)) / 120
            }
            let variance =
                pulls.reduce(0) { $0 + $1 * $1 } * Double(numbers.count) / Double(numbers.count - 1)
            sum += variance / (rows(0..<360) / 360)
        }
        let expected = sum / ((1.0 / 240 + 1.0 / 120) * Double(pooled.binCount - 1))
        #expect(abs(own - max(1, expected)) < 1e-10 * expected, "\(own) \(expected)")
        if share == 1 { #expect(abs(own - 4) < 0.6, "\(own)") }
    }

    /// A long tail of levels that has not moved: what only later rows have is in no draw, and were always news.
    @Test func rareLevelsAreNoNews() {
        let runs = 120
        var (flagged, apart) = (0, 0)
        for run in 0..<runs {
            var random = SplitMix64(seed: 900 + UInt64(run))
            let levels = 400
            let weights = (1...levels).map { 1 / Double($0) }
            let total = weights.reduce(0, +)
            let bins = (0..<1300).map { row -> Int32 in
                var left = Double(random.next() >> 11) / 9_007_199_254_740_992 * total
                let level = weights.firstIndex { weight in
                    left -= weight
                    return left < 0
                }
                return Int32(level ?? levels - 1)
            }
            // As frozen: a level that the reference has not is in the bin after the last.
            let known = Set(bins.prefix(1000))
            let frozen = bins.map { known.contains($0) ? $0 : Int32(levels) }
            func isFlagged(joinsRareLevels: Bool) -> Bool {
                StabilityStudy(seed: 1).drifts(
                    of: [
                        StabilityStudy.Column(
                            group: "feature=f", bins: frozen, binCount: levels + 1,
                            unknown: joinsRareLevels ? Int32(levels) : nil)
                    ], referenceRows: 1000, clusters: nil, slice: "test")[0].isAboveNull
            }
            flagged += isFlagged(joinsRareLevels: true) ? 1 : 0
            if run < 20 { apart += isFlagged(joinsRareLevels: false) ? 1 : 0 }
        }
        // Three standard deviations of 120 runs at 5 % and a little more.
        #expect(flagged <= 14, "\(flagged) of \(runs)")
        #expect(apart > 10, "\(apart) of 20")
    }

    /// One account of many rows on one side tells nothing of how far accounts are apart.
    @Test func aSampleOfFewClustersIsTooSmall() throws {
        let clusters = (0..<1200).map { $0 < 1000 ? $0 / 5 : 200 + ($0 - 1000) / 20 }
        let pooled = try #require(
            PooledClusters(Clustering(name: "account", keys: clusters), referenceRows: 1000))
        let drift = StabilityStudy(seed: 1).drifts(
            of: [StabilityStudy.Column(group: "score", bins: clusters.map { Int32($0 % 3) }, binCount: 3)],
            referenceRows: 1000, clusters: pooled, slice: "test")[0]
        #expect(drift.threshold == nil && drift.pValue == nil)
        #expect(drift.reason?.contains("fewer than 20 clusters of a sample") == true)
    }

    /// Three or five rows an account that have not moved: one in twenty is flagged, where a null of independent rows
    /// flags many more.
    @Test(arguments: [(3, 0.8, false), (5, 1.0, false), (3, 0.8, true)])
    func accountsAreNotFlaggedForHavingManyRows(_ size: Int, _ share: Double, _ isShared: Bool) throws {
        let runs = 120
        var (flagged, narrow) = (0, 0)
        for run in 0..<runs {
            let pooled = Pooled(
                seed: UInt64(run), rows: (600, 300), size: size, share: share, isShared: isShared)
            let clustering = Clustering(name: "account", keys: pooled.clusters)
            let clusters = try #require(PooledClusters(clustering, referenceRows: 600))
            let effect = clusters.designEffect(pooled.bins, binCount: pooled.binCount)
            let samples = PopulationStability(
                reference: pooled.counts(0..<600), current: pooled.counts(600..<900))
            func isAbove(_ effect: Double) -> Bool {
                let null = StabilityNull(
                    samples, designEffect: effect, draws: 300, seed: 1, stream: UInt64(run))
                return samples.value > null.quantile(0.95)
            }
            if isAbove(effect) { flagged += 1 }
            if !isShared, isAbove(1) { narrow += 1 }
        }
        // 5 % within three standard deviations; the same accounts on both sides vary less, and are never more.
        #expect((isShared ? 0...13 : 1...13).contains(flagged), "\(flagged)")
        if !isShared { #expect(narrow > 13, "\(narrow)") }
    }

    @Test func aShiftOfAccountsIsFound() {
        let drifts = Self.study(Pooled(seed: 1, rows: (6000, 3000), shift: 0.4, size: 3, share: 0.8))
        #expect(drifts.allSatisfy { $0.isAboveNull && $0.isDrifted })
    }

    /// Copies of every row by a cluster of its own: the same index, and the threshold of the rows themselves.
    @Test func copiesTellNothing() throws {
        let single = Pooled(seed: 8, rows: (400, 200))
        var copied = single
        copied.bins = single.bins.flatMap { [$0, $0, $0] }
        copied.clusters = single.clusters.flatMap { [$0, $0, $0] }
        copied.referenceRows = 1200
        let own = try #require(Self.study(single).first)
        let other = try #require(Self.study(copied).first)
        let effect = try #require(other.designEffect)
        #expect(abs(effect - 3) < 0.35)
        let ends = try (#require(own.threshold), #require(other.threshold))
        #expect(abs(ends.1 / ends.0 - 1) < 0.15, "\(ends)")
    }

    @Test func whatIsTooSmallIsSaid() throws {
        let few = Pooled(seed: 2, rows: (90, 30), size: 15, share: 0.5)
        let drift = try #require(Self.study(few).first)
        #expect(drift.value != nil && drift.threshold == nil && !drift.isAboveNull && !drift.isDrifted)
        let rows = PopulationDrift.rows([drift])
        #expect(rows.map(\.metric) == PopulationDrift.metrics)
        #expect(rows[0].value != nil && rows[0].upper == nil)
        #expect(rows[1].isTooSmall && rows[2].isTooSmall, "\(rows[1].method)")

        let small = try #require(Self.study(few, minimumRows: 50).first)
        #expect(small.value == nil)
        #expect(PopulationDrift.rows([small]).allSatisfy { $0.isTooSmall })

        let constant = StabilityStudy(seed: 1).drifts(
            of: [.init(group: "feature=c", bins: [Int32](repeating: 2, count: 60), binCount: 4)],
            referenceRows: 30, clusters: nil, slice: "test")
        #expect(constant[0].reason == "all rows are in one bin" && constant[0].value == nil)
    }

    /// Many that have not moved are hardly ever said to have drifted, and one that has is found among them.
    @Test func manyFeaturesAreJudgedTogether() throws {
        let size = 20
        func columns(_ seed: UInt64, _ shifts: [Double]) -> [StabilityStudy.Column] {
            shifts.enumerated().map { index, shift in
                let pooled = Pooled(seed: seed + UInt64(index), rows: (1000, 500), shift: shift)
                return .init(group: "feature=f\(index)", bins: pooled.bins, binCount: pooled.binCount)
            }
        }
        let study = StabilityStudy(seed: 1)
        let still = study.drifts(
            of: columns(500, [Double](repeating: 0, count: size)), referenceRows: 1000, clusters: nil,
            slice: "test")
        #expect(still.count { $0.isDrifted } == 0)
        #expect((0...4).contains(still.count { $0.isAboveNull }))
        let moved = study.drifts(
            of: columns(500, [0.6] + [Double](repeating: 0, count: size - 1)), referenceRows: 1000,
            clusters: nil, slice: "test")
        #expect(moved.filter(\.isDrifted).map(\.name) == ["f0"])
        let count = try #require(PopulationDrift.rows(moved).last)
        #expect(count.value == 1 && count.group == "overall")
        #expect(count.method == "Benjamini-Yekutieli at 5% over 20 of 20 tested: f0")
    }

    /// Whatever runs beside it, a column has its own random numbers.
    @Test func theSameBitsEachTime() {
        let pooled = Pooled(seed: 6, rows: (300, 200), size: 2, share: 0.5)
        let (many, again) = (Self.study(pooled, columns: 7), Self.study(pooled, columns: 7))
        #expect(many == again)
        #expect(Set(many.compactMap(\.threshold)).count > 1)
    }

    @Test func scoresOfMonthsAreTheirQuantiles() throws {
        let scores = (0..<110).map { Double($0 % 55) / 100 }
        let months = (0..<110).map { $0 < 55 ? "2024-02" : $0 < 108 ? "2024-01" : "2024-03" }
        let set = try EvaluationSet(
            scores: scores, labels: (0..<110).map { $0 % 3 == 0 }, months: months)
        let all = MonthlyScores.all(in: set, minimumRows: 50)
        #expect(all.map(\.month) == ["2024-01", "2024-02", "2024-03"])
        #expect(all.map(\.rows) == [53, 55, 2])
        // NumPy: quantile(arange(55) / 100, [.1, .5, .9]).
        let own = all[1]
        #expect(own.lowTenth.map { abs($0 - 0.054) < 1e-15 } == true)
        #expect(own.median == 0.27)
        #expect(own.highTenth.map { abs($0 - 0.486) < 1e-15 } == true)
        #expect(own.mean.map { abs($0 - 0.27) < 1e-15 } == true)
        #expect(all[2].mean == nil && all[2].median == nil)
    }
}
