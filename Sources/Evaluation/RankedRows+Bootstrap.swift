extension RankedRows {
    /// Metrics of the ranking with percentile intervals, rows or whole clusters being drawn.
    ///
    /// The rows are ranked once; each resample has its own random stream, so that the result depends on nothing but the
    /// rows, `resamples` and `seed`.
    /// - Parameters:
    ///   - share: the top share, in (0, 1].
    ///   - capacity: rows that can be worked on, all if there are fewer; nil leaves the metrics at capacity undefined.
    /// - Complexity: O(resamples * n) on all processors; of independent rows O(resamples * (n_levels of positives +
    ///   n / 32)).
    public func bootstrapped(
        top share: Double, capacity: Int? = nil, resamples: Int, seed: UInt64
    ) -> RankingEstimates {
        let levels = counts.positiveLevels()
        let depths = RankingDepths(top: share, capacity: capacity)
        let once = Array(0...UInt32(count))
        let found = ResampledRanking(once.span, levels: levels.span, depths: depths)
        let resampling = Resampling(count: resamples, seed: seed, rowCount: count, clusters: clusters)
        let drawn: [ResampledRanking]
        if clusters == nil {
            let pieces = RankingPieces(levels, rowCount: count)
            drawn = resampling.mapPieces(pieces.sizes) {
                ResampledRanking($0, levels: pieces.levels.span, depths: depths)
            }
        } else {
            drawn = resampling.mapCumulated { ResampledRanking($0, levels: levels.span, depths: depths) }
        }
        let units = PercentileInterval.Units(rowCount: count, clusters)
        func estimate(
            _ prefix: String, _ statistic: (ResampledRanking) -> Double?
        ) -> MetricEstimate {
            guard let value = statistic(found) else {
                return .undefined(found.positiveCount == 0 ? "no positives" : RankedCounts.oneClass)
            }
            return PercentileInterval(drawn.map(statistic), of: units, prefix: prefix).estimate(of: value)
        }
        func atCapacity(_ statistic: (ResampledRanking) -> Double?) -> MetricEstimate {
            guard let capacity else { return .undefined("no capacity is set") }
            return estimate(RankingDepths.words(capacity: capacity, of: count), statistic)
        }
        let top = RankingDepths.words(top: share, of: count)
        return RankingEstimates(
            auroc: estimate("ties half") { $0.auroc },
            averagePrecision: estimate("ties together") { $0.averagePrecision },
            precision: estimate(top) { $0.precision(RankingDepths.top) },
            winsAtCapacity: atCapacity { $0.wins[RankingDepths.capacity] },
            precisionAtCapacity: atCapacity { $0.precision(RankingDepths.capacity) },
            recallAtCapacity: atCapacity { $0.recall(RankingDepths.capacity) })
    }
}
