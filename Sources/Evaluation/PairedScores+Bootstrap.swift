extension PairedScores {
    /// Differences of what is at the top of two rankings of the same rows.
    public struct RankingDifferences: Sendable {
        /// Of the positives among as many rows as can be worked on.
        public let wins: MetricEstimate
        /// Of the lift in the top share.
        public let lift: MetricEstimate
        /// Of average precision.
        public let averagePrecision: MetricEstimate
    }

    /// Wins at a capacity, lift in the top share and average precision, candidate less baseline, with percentile
    /// intervals.
    ///
    /// Each resample draws whole rows, or whole clusters, so both scores see the same ones.
    /// - Parameters:
    ///   - capacity: rows taken; nil leaves the wins undefined.
    ///   - share: the top share, in (0, 1].
    /// - Complexity: O(resamples * n) on all processors.
    public func topDifferences(
        capacity: Int?, top share: Double, resamples: Int = 1000, seed: UInt64 = 1
    ) -> RankingDifferences {
        let found = Drawn(candidate, baseline, capacity: capacity, top: share)
        let resampling = Resampling(count: resamples, seed: seed, rowCount: rows.count, clusters: clusters)
        let drawn = resampling.map { weights in
            let (one, other) = redrawn(weights)
            return Drawn(one, other, capacity: capacity, top: share)
        }
        func estimate(_ prefix: String, _ reason: String, _ difference: (Drawn) -> Double?) -> MetricEstimate
        {
            guard let value = difference(found) else { return .undefined(reason) }
            return PercentileInterval(drawn.map(difference), prefix: prefix, suffix: byClusters ?? "")
                .estimate(of: value)
        }
        return RankingDifferences(
            wins: estimate("paired, ties expected", "no capacity is set", \.wins),
            lift: estimate("paired, ties expected", "no positives", \.lift),
            averagePrecision: estimate("paired, ties together", "no positives", \.averagePrecision))
    }

    /// The differences of one resample; nil where one of both is undefined.
    private struct Drawn: Sendable {
        var wins: Double?
        var lift: Double?
        var averagePrecision: Double?

        init(_ one: RankedCounts, _ other: RankedCounts, capacity: Int?, top share: Double) {
            wins = capacity.map { capacity in
                let selected = Double(min(capacity, one.count))
                return one.expectedWins(selected: selected) - other.expectedWins(selected: selected)
            }
            if let first = one.lift(share: share), let second = other.lift(share: share) {
                lift = first - second
            }
            if let first = one.averagePrecision, let second = other.averagePrecision {
                averagePrecision = first - second
            }
        }
    }

    private func redrawn(_ weights: Span<UInt8>) -> (RankedCounts, RankedCounts) {
        var one = candidate
        var other = baseline
        one.clear()
        other.clear()
        for index in weights.indices where weights[index] > 0 {
            let row = rows[index]
            let weight = Int(weights[index])
            if row.isPositive {
                one.positives[Int(row.candidate)] += weight
                other.positives[Int(row.baseline)] += weight
            } else {
                one.negatives[Int(row.candidate)] += weight
                other.negatives[Int(row.baseline)] += weight
            }
        }
        return (one, other)
    }
}
