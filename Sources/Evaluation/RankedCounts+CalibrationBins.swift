extension RankedCounts {
    /// Up to ten bins of about equal mass, ascending; tied rows share the bin of their middle rank.
    ///
    /// - Complexity: O(n_levels).
    public func calibrationBins() -> [CalibrationBin] {
        let binOfLevel = calibrationBinOfLevel()
        var bins: [CalibrationBin] = []
        var current = 0
        var wins = 0
        var size = 0
        var sum = 0.0
        func close() {
            guard size > 0 else { return }
            let (lower, upper) = NormalInterval.wilson(successes: Double(wins), trials: Double(size))
            bins.append(
                CalibrationBin(
                    meanProbability: sum / Double(size), observedRate: Double(wins) / Double(size),
                    lower: lower, upper: upper, count: size))
        }
        for level in scores.indices.reversed() {
            if binOfLevel[level] != current {
                close()
                (current, wins, size, sum) = (binOfLevel[level], 0, 0, 0)
            }
            let rows = positives[level] + negatives[level]
            wins += positives[level]
            size += rows
            sum += Double(rows) * scores[level]
        }
        close()
        return bins
    }

    /// The mean distance of mean probability and share of positives over ten bins of equal mass.
    ///
    /// It is biased upwards, so that no interval about it would hold the truth: the interval is that of the debiased
    /// error, in which it need not lie.
    /// - Parameter debiased: `RankedRows.brierParts` has it.
    public func expectedCalibrationError(about debiased: MetricEstimate) -> MetricEstimate {
        let total = Double(count)
        let sum = calibrationBins().reduce(0.0) { partial, bin in
            partial + Double(bin.count) * abs(bin.meanProbability - bin.observedRate)
        }
        return MetricEstimate(
            value: sum / total, lower: debiased.lower, upper: debiased.upper,
            method: "biased upwards; interval of the debiased error: \(debiased.method)")
    }

    /// The bin of each level, in 0..<10 from the lowest score up, (n_levels).
    func calibrationBinOfLevel() -> [Int] {
        let total = count
        var bins = [Int](repeating: 0, count: scores.count)
        var before = 0
        for level in scores.indices.reversed() {
            let rows = positives[level] + negatives[level]
            bins[level] = 10 * (2 * before + rows) / (2 * total)
            before += rows
        }
        return bins
    }
}
