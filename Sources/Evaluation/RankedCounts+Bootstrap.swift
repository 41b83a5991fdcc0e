internal import Arithmetic

extension RankedCounts {
    /// Average precision, and recall and lift in the top share, with percentile intervals.
    ///
    /// Rows are drawn with replacement in order of score, sorted once; each resample has its own random
    /// stream, so the result depends on nothing but the counts, `resamples` and `seed`.
    /// - Complexity: O(resamples * n).
    public func bootstrapped(
        top share: Double, resamples: Int, seed: UInt64
    ) -> (averagePrecision: MetricEstimate, recall: MetricEstimate, lift: MetricEstimate) {
        guard positiveCount > 0 else {
            let none = MetricEstimate.undefined("no positives")
            return (none, none, none)
        }
        let levelOfRow = levelOfRow()
        var drawn = self
        var precisions: [Double?] = []
        var recalls: [Double?] = []
        var lifts: [Double?] = []
        for resample in 0..<resamples {
            drawn.redraw(levelOfRow, seed: seed, resample: resample)
            precisions.append(drawn.averagePrecision)
            recalls.append(drawn.recall(share: share))
            lifts.append(drawn.lift(share: share))
        }
        func estimate(_ value: Double?, _ resampled: [Double?], _ prefix: String) -> MetricEstimate {
            let interval = PercentileInterval(resampled, prefix: prefix)
            return MetricEstimate(
                value: value, lower: interval.lower, upper: interval.upper, method: interval.method)
        }
        let top = "top \(Self.selected(share: share, of: count)), ties expected"
        return (
            estimate(averagePrecision, precisions, "ties together"),
            estimate(recall(share: share), recalls, top), estimate(lift(share: share), lifts, top)
        )
    }

    /// Each row's level, with the label in the lowest bit.
    private func levelOfRow() -> [Int32] {
        var rows: [Int32] = []
        rows.reserveCapacity(count)
        for level in scores.indices {
            rows.append(contentsOf: repeatElement(Int32(2 * level + 1), count: positives[level]))
            rows.append(contentsOf: repeatElement(Int32(2 * level), count: negatives[level]))
        }
        return rows
    }

    private mutating func redraw(_ levelOfRow: [Int32], seed: UInt64, resample: Int) {
        var generator = SplitMix64(seed: seed, stream: UInt64(resample))
        clear()
        let bound = UInt64(levelOfRow.count)
        for _ in 0..<levelOfRow.count {
            let row = levelOfRow[generator.next(below: bound)]
            if row & 1 == 1 { positives[Int(row >> 1)] += 1 } else { negatives[Int(row >> 1)] += 1 }
        }
    }

    /// No rows at any level.
    mutating func clear() {
        for level in scores.indices {
            positives[level] = 0
            negatives[level] = 0
        }
    }
}
