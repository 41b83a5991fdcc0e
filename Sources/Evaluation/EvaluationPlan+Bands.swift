extension EvaluationPlan {
    /// How often, and after how many days, the rows of each band of scores turned out positive.
    ///
    /// Rows have the group `band=1` to `band=5` for fifths of the ranking, the highest first, else `band=0.1 to 0.3`; what
    /// is promised there is `mean_probability`, what happened `base_rate`. `cycle_days` is the median of the positive rows,
    /// with a percentile interval of a bootstrap over rows or clusters, overall too; without `outcomeDays` there is none.
    /// - Complexity: O(n log n + resamples * positives).
    func bandRows(_ set: EvaluationSet, slice: String) -> [MetricRow] {
        var rows: [MetricRow] = []
        func add(_ metric: String, _ estimate: MetricEstimate, _ group: String, _ count: Int) {
            let shown =
                count >= minimumGroupSize || group == MetricRow.overall
                ? estimate : Self.tooSmall(minimumGroupSize)
            rows.append(shown.row(metric, slice: slice, group: group, n: count))
        }
        func cycle(_ group: String, of members: [Int]) {
            guard let days = set.outcomeDays else { return }
            let cycle = CycleTime(days, clusters: set.clusters, rows: members)
            add("cycle_days", cycle.median(resamples: resamples, seed: seed), group, members.count)
        }
        guard bands != [] else { return [] }
        cycle(MetricRow.overall, of: Array(0..<set.count))
        guard !groupings.contains(ScoreBands.name) else { return rows }
        for band in ScoreBands(set, bounds: bands).members {
            let group = "\(ScoreBands.name)=\(band.value)"
            let ranked = RankedRows(set, rows: band.rows)
            add("base_rate", ranked.baseRate(), group, ranked.count)
            if set.scale == .probability {
                add("mean_probability", ranked.meanProbability(), group, ranked.count)
            }
            cycle(group, of: band.rows)
        }
        return rows
    }
}
