extension RankedCounts {
    /// Up to ten bins of about equal mass, ascending; tied rows share the bin of their middle rank.
    ///
    /// - Complexity: O(n_levels).
    public func calibrationBins() -> [CalibrationBin] {
        let total = count
        var bins: [CalibrationBin] = []
        var current = 0
        var before = 0
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
            let rows = positives[level] + negatives[level]
            let bin = 10 * (2 * before + rows) / (2 * total)
            if bin != current {
                close()
                (current, wins, size, sum) = (bin, 0, 0, 0)
            }
            wins += positives[level]
            size += rows
            sum += Double(rows) * scores[level]
            before += rows
        }
        close()
        return bins
    }
}
