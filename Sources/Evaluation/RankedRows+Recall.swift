extension RankedRows {
    /// The share of all positives among the highest rows; undefined without positives.
    ///
    /// The interval is Wilson's at the size that the rows' influence tells: of as many independent positives as would
    /// scatter as much. A row above the edge pushes the rows there down, of which as many are positive as around the edge.
    /// A bootstrap that ranks anew counts the labels at the edge twice, and is too long.
    /// - Parameters:
    ///   - depth: how many rows, in 0...n; ties at the edge are expected, not broken.
    ///   - name: what is taken, for the method.
    /// - Complexity: O(n).
    /// - Source: J.-C. Deville, Survey Methodology 25 (1999) 193-204, for the influence on what lies beyond a quantile.
    public func recall(of depth: Double, name: String) -> MetricEstimate {
        share(between: Edge(counts, at: 0), Edge(counts, at: depth), times: 1, name: name)
    }

    /// The share of positives among the highest rows over the base rate: recall over the share of rows taken.
    ///
    /// - Precondition: `depth` is above 0.
    /// - Complexity: O(n).
    public func lift(of depth: Double, name: String) -> MetricEstimate {
        share(
            between: Edge(counts, at: 0), Edge(counts, at: depth), times: Double(count) / depth, name: name)
    }

    /// The lift of each tenth of the rows, from the highest scores down.
    ///
    /// - Complexity: O(n).
    func decileLifts() -> [MetricEstimate] {
        let edges = (0...10).map { Edge(counts, at: Double(count * $0) / 10) }
        return zip(edges, edges.dropFirst()).enumerated().map { place, pair in
            share(between: pair.0, pair.1, times: 10, name: "tenth \(place + 1) from the top, ties expected")
        }
    }

    /// The share of all positives between two edges, times a known number.
    private func share(
        between above: Edge, _ below: Edge, times scale: Double, name: String
    ) -> MetricEstimate {
        let total = Double(count)
        let positives = Double(counts.positiveCount)
        guard positives > 0 else { return .undefined("no positives") }
        guard count >= Self.minimumClusters else {
            return MetricEstimate(
                value: scale * (below.wins - above.wins) / positives,
                method: name + "; " + Self.tooFew("rows"))
        }
        let recall = (below.wins - above.wins) / positives
        let pull = influence { level, isPositive in
            func pull(_ edge: Edge) -> Double {
                let part = edge.part(of: level)
                return (isPositive ? part : 0) - edge.rate * (part - edge.depth / total)
            }
            return (pull(below) - pull(above) - (isPositive ? recall : 0)) * total / positives
        }
        let value = scale * recall
        guard let variance = variance(of: pull) else { return estimate(value, variance: nil, name: name) }
        let size: Double
        if recall > 0, recall < 1 {
            // Less is rounding: where all scores are tied, no row pulls.
            guard variance > 1e-24 else {
                return MetricEstimate(value: value, method: name + "; no interval, its variance is zero")
            }
            size = recall * (1 - recall) / variance
        } else {
            let held = clusters.map { clusters in
                Set(labels.indices.lazy.filter { labels[$0] }.map { clusters.numbers[$0] }).count
            }
            size = Double(min(counts.positiveCount, held ?? .max))
        }
        let (lower, upper) = NormalInterval.wilson(successes: recall * size, trials: size)
        return MetricEstimate(
            value: value, lower: min(value, scale * lower), upper: max(value, scale * upper),
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
