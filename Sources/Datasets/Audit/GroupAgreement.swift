/// How far outcomes of one group in an earlier and in a later slice go together.
struct GroupAgreement {
    /// Rows of later slices, and those whose group has a row in an earlier one.
    let laterRows: Int
    let shared: Int
    /// The correlation of the outcomes over pairs of a row and an earlier one of its group.
    let value: Double
    /// Its standard deviation were later outcomes dealt out at random.
    let deviation: Double

    /// Compares; nil where no group is in several slices.
    ///
    /// - Complexity: O(rows).
    init?<Key: Hashable>(_ keys: [Key?], _ frame: TimeSlicedFrame) {
        var residuals: [SliceName: (mean: Double, deviation: Double)] = [:]
        for name in Set(frame.slices) {
            let own = frame.indices(of: name)
            let mean = Double(own.count { frame.labels[$0] }) / Double(own.count)
            residuals[name] = (mean, (mean * (1 - mean)).squareRoot())
        }
        func residual(_ row: Int) -> Double {
            let (mean, deviation) = residuals[frame.slices[row]] ?? (0, 1)
            return deviation > 0 ? ((frame.labels[row] ? 1 : 0) - mean) / deviation : 0
        }
        // Rows come by cutoff, so that what is summed so far lies in earlier slices or in the row's own.
        var sums: [Key: [SliceName: (sum: Double, count: Double)]] = [:]
        var products = 0.0
        var pairs = 0.0
        var squares = 0.0
        var shared = 0
        var later = 0
        let first = frame.slices.min()
        for row in keys.indices {
            let slice = frame.slices[row]
            if slice != first { later += 1 }
            guard let key = keys[row] else { continue }
            let own = residual(row)
            let earlier = (sums[key] ?? [:]).filter { $0.key < slice }.sorted { $0.key < $1.key }
            let sum = earlier.reduce(0) { $0 + $1.value.sum }
            let count = earlier.reduce(0) { $0 + $1.value.count }
            if count > 0 {
                shared += 1
                products += own * sum
                pairs += count
                squares += sum * sum
            }
            let (before, number) = sums[key]?[slice] ?? (0, 0)
            sums[key, default: [:]][slice] = (before + own, number + 1)
        }
        guard pairs > 0 else { return nil }
        laterRows = later
        self.shared = shared
        value = products / pairs
        deviation = squares.squareRoot() / pairs
    }
}
