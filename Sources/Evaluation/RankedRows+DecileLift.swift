extension RankedRows {
    /// The share of positives in each tenth of the rows over the base rate, from the highest scores down; undefined
    /// without positives.
    ///
    /// The interval is Wilson's of the tenth's share of all positives, at the size that the rows' influence tells. A tenth
    /// has two edges: a row above one pushes the rows there down, of which as many are positive as around the edge. A
    /// bootstrap that ranks anew counts the labels at the edges twice, and is too long.
    /// - Complexity: O(n).
    /// - Source: J.-C. Deville, Survey Methodology 25 (1999) 193-204, for the influence on what lies beyond a quantile.
    func decileLifts() -> [MetricEstimate] {
        let total = Double(count)
        let positives = Double(counts.positiveCount)
        guard positives > 0 else {
            return [MetricEstimate](repeating: .undefined("no positives"), count: 10)
        }
        let edges = (0...10).map { Edge(counts, at: Double(count * $0) / 10) }
        return zip(edges, edges.dropFirst()).enumerated().map { place, pair in
            let (above, below) = pair
            let recall = (below.wins - above.wins) / positives
            let pull = influence { level, isPositive in
                func pull(_ edge: Edge) -> Double {
                    let part = edge.part(of: level)
                    return (isPositive ? part : 0) - edge.rate * (part - edge.depth / total)
                }
                return (pull(below) - pull(above) - (isPositive ? recall : 0)) * total / positives
            }
            return lift(
                recall, variance: variance(of: pull), name: "tenth \(place + 1) from the top, ties expected")
        }
    }

    /// - Parameter recall: the tenth's share of all positives.
    private func lift(_ recall: Double, variance: Double?, name: String) -> MetricEstimate {
        guard let variance else { return estimate(10 * recall, variance: nil, name: name) }
        let size: Double
        if recall > 0, recall < 1 {
            // Less is rounding: where all scores are tied, no row pulls.
            guard variance > 1e-24 else {
                return MetricEstimate(
                    value: 10 * recall, method: name + "; no interval, its variance is zero")
            }
            size = recall * (1 - recall) / variance
        } else {
            size = Double(min(counts.positiveCount, clusters?.count ?? .max))
        }
        let (lower, upper) = NormalInterval.wilson(successes: recall * size, trials: size)
        return MetricEstimate(
            value: 10 * recall, lower: 10 * lower, upper: 10 * upper,
            method: name + "; wilson 95% at the effective size" + (byClusters ?? ""))
    }

    /// Where the highest rows, so many of them, end.
    private struct Edge {
        /// The rows above, in 0...n; may be fractional.
        let depth: Double
        /// The positives expected among them.
        let wins: Double
        /// The share of positives among the rows around the edge: a twentieth of the rows to each side.
        let rate: Double
        /// The level that the edge lies in, and how much of it is above.
        private let level: Int
        private let share: Double

        init(_ counts: RankedCounts, at depth: Double) {
            self.depth = depth
            wins = counts.expectedWins(selected: depth)
            let total = Double(counts.count)
            let reach = max(10, total / 20)
            let (first, last) = (max(0, depth - reach), min(total, depth + reach))
            rate =
                (counts.expectedWins(selected: last) - counts.expectedWins(selected: first)) / (last - first)
            var left = depth
            var level = 0
            while level < counts.scores.count {
                let size = Double(counts.positives[level] + counts.negatives[level])
                if size > left { break }
                left -= size
                level += 1
            }
            self.level = level
            share =
                level < counts.scores.count
                ? left / Double(counts.positives[level] + counts.negatives[level]) : 0
        }

        /// How much of a level is above the edge.
        func part(of level: Int) -> Double { level < self.level ? 1 : level == self.level ? share : 0 }
    }
}
