internal import Arithmetic

extension PairedScores {
    /// Wins at a capacity and lift in the top share, candidate less baseline, with percentile intervals.
    ///
    /// Each resample draws whole rows, so both scores see the same ones.
    /// - Parameters:
    ///   - capacity: rows taken; nil leaves the wins undefined.
    ///   - share: the top share, in (0, 1].
    /// - Complexity: O(resamples * n).
    public func topDifferences(
        capacity: Int?, top share: Double, resamples: Int = 1000, seed: UInt64 = 1
    ) -> (wins: MetricEstimate, lift: MetricEstimate) {
        let selected = capacity.map { Double(min($0, rows.count)) }
        func wins(_ one: RankedCounts, _ other: RankedCounts) -> Double? {
            selected.map { one.expectedWins(selected: $0) - other.expectedWins(selected: $0) }
        }
        func lift(_ one: RankedCounts, _ other: RankedCounts) -> Double? {
            guard let first = one.lift(share: share), let second = other.lift(share: share) else {
                return nil
            }
            return first - second
        }
        var one = candidate
        var other = baseline
        var drawnWins: [Double?] = []
        var drawnLifts: [Double?] = []
        for resample in 0..<resamples {
            redraw(&one, &other, SplitMix64(seed: seed, stream: UInt64(resample)))
            drawnWins.append(wins(one, other))
            drawnLifts.append(lift(one, other))
        }
        func estimate(_ value: Double?, _ drawn: [Double?], _ reason: String) -> MetricEstimate {
            guard let value else { return .undefined(reason) }
            let interval = PercentileInterval(drawn, prefix: "paired, ties expected")
            return MetricEstimate(
                value: value, lower: interval.lower, upper: interval.upper, method: interval.method)
        }
        return (
            estimate(wins(candidate, baseline), drawnWins, "no capacity is set"),
            estimate(lift(candidate, baseline), drawnLifts, "no positives")
        )
    }

    private func redraw(_ one: inout RankedCounts, _ other: inout RankedCounts, _ generator: SplitMix64) {
        var generator = generator
        one.clear()
        other.clear()
        let bound = UInt64(rows.count)
        for _ in rows.indices {
            let row = rows[generator.next(below: bound)]
            if row.isPositive {
                one.positives[Int(row.candidate)] += 1
                other.positives[Int(row.baseline)] += 1
            } else {
                one.negatives[Int(row.candidate)] += 1
                other.negatives[Int(row.baseline)] += 1
            }
        }
    }
}
