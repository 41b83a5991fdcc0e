extension RankedRows {
    /// Metrics of the ranking with percentile intervals, rows or whole clusters being drawn.
    ///
    /// The rows are ranked once; each resample has its own random stream, so that the result depends on nothing but the
    /// rows, `resamples` and `seed`.
    /// - Parameters:
    ///   - share: the top share, in (0, 1].
    ///   - capacity: rows that can be worked on, all if there are fewer; nil leaves the metrics at capacity undefined.
    /// - Complexity: O(resamples * n) on all processors.
    public func bootstrapped(
        top share: Double, capacity: Int? = nil, resamples: Int, seed: UInt64
    ) -> RankingEstimates {
        let marks = marks()
        let depths = RankingDepths(top: share, capacity: capacity)
        let ones = [UInt8](repeating: 1, count: count)
        let found = ResampledRanking(ones.span, marks: marks.span, depths: depths)
        let drawn = Resampling(count: resamples, seed: seed, rowCount: count, clusters: clusters).map {
            ResampledRanking($0, marks: marks.span, depths: depths)
        }
        let suffix = byClusters ?? ""
        func estimate(
            _ prefix: String, _ statistic: (ResampledRanking) -> Double?
        ) -> MetricEstimate {
            guard let value = statistic(found) else {
                return .undefined(found.positiveCount == 0 ? "no positives" : RankedCounts.oneClass)
            }
            return PercentileInterval(drawn.map(statistic), prefix: prefix, suffix: suffix).estimate(
                of: value)
        }
        func atCapacity(_ statistic: (ResampledRanking) -> Double?) -> MetricEstimate {
            guard let capacity else { return .undefined("no capacity is set") }
            let isShort = capacity > count
            return estimate(
                "top \(min(capacity, count)), ties expected"
                    + (isShort ? "; capacity exceeds the rows, all are taken" : ""), statistic)
        }
        let top = "top \(RankedCounts.selected(share: share, of: count)), ties expected"
        return RankingEstimates(
            auroc: estimate("ties half") { $0.auroc },
            averagePrecision: estimate("ties together") { $0.averagePrecision },
            precision: estimate(top) { $0.precision(RankingDepth.top) },
            recall: estimate(top) { $0.recall(RankingDepth.top) },
            lift: estimate(top) { $0.lift(RankingDepth.top) },
            winsAtCapacity: atCapacity { $0.wins[RankingDepth.capacity] },
            precisionAtCapacity: atCapacity { $0.precision(RankingDepth.capacity) },
            recallAtCapacity: atCapacity { $0.recall(RankingDepth.capacity) },
            gains: (1...9).map { decile in
                estimate("top \(decile) tenths, ties expected") { $0.recall(RankingDepth.decile(decile)) }
            },
            decileLifts: (1...10).map { decile in
                estimate("tenth \(decile) from the top, ties expected") { $0.decileLift(decile) }
            })
    }

    /// What each row is, (n_rows).
    func marks() -> [UInt8] {
        levels.indices.map { row in
            let starts = row == 0 || levels[row] != levels[row - 1]
            return (labels[row] ? ResampledRanking.Mark.positive : 0)
                | (starts ? ResampledRanking.Mark.startsLevel : 0)
        }
    }

    /// An interval without width says that resampling cannot tell, not that nothing is uncertain.
    private static func spread(_ estimate: MetricEstimate) -> MetricEstimate {
        guard let lower = estimate.lower, lower == estimate.upper else { return estimate }
        return MetricEstimate(
            value: estimate.value, method: estimate.method + "; no interval, all resamples agree")
    }
}
