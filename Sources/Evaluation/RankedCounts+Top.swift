extension RankedCounts {
    /// The positives expected among the `selected` highest rows when tied rows come in random order.
    ///
    /// - Parameter selected: how many rows are taken, in 0...n; may be fractional.
    /// - Complexity: O(n_levels).
    public func expectedWins(selected: Double) -> Double {
        var left = selected
        var wins = 0
        for level in scores.indices {
            let size = Double(positives[level] + negatives[level])
            if size >= left {
                return size > 0 ? Double(wins) + Double(positives[level]) * (left / size) : Double(wins)
            }
            wins += positives[level]
            left -= size
        }
        return Double(wins)
    }

    /// How many rows a share selects: rounded up, at least one.
    static func selected(share: Double, of count: Int) -> Int {
        // A share such as 0.1 is a little more than a tenth as a double; the slack keeps 0.1 of 30 at 3.
        min(count, max(1, Int((share * Double(count) - 1e-9).rounded(.up))))
    }

    /// The share of positives among the top share of rows, with Wilson's 95 % interval.
    public func precisionAtTop(_ share: Double) -> MetricEstimate {
        let selected = Self.selected(share: share, of: count)
        return Self.precision(wins: expectedWins(selected: Double(selected)), selected: selected, scale: 1)
    }

    /// The positives among the `capacity` highest rows, with Wilson's 95 % interval.
    public func winsAtCapacity(_ capacity: Int) -> MetricEstimate {
        precision(capacity: capacity, scale: Double(min(capacity, count)))
    }

    /// The share of positives among the `capacity` highest rows, with Wilson's 95 % interval.
    public func precisionAtCapacity(_ capacity: Int) -> MetricEstimate {
        precision(capacity: capacity, scale: 1)
    }

    private func precision(capacity: Int, scale: Double) -> MetricEstimate {
        let selected = min(capacity, count)
        var estimate = Self.precision(
            wins: expectedWins(selected: Double(selected)), selected: selected, scale: scale)
        if capacity > count { estimate.method += "; capacity exceeds the rows, all are taken" }
        return estimate
    }

    private static func precision(wins: Double, selected: Int, scale: Double) -> MetricEstimate {
        let (lower, upper) = NormalInterval.wilson(successes: wins, trials: Double(selected))
        return MetricEstimate(
            value: scale == 1 ? wins / Double(selected) : wins, lower: lower * scale, upper: upper * scale,
            method: "top \(selected), ties expected; wilson 95%")
    }
}
