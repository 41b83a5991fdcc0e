extension RankedRows {
    /// The share of all positives among the highest rows; undefined without positives.
    ///
    /// The interval is Wilson's at the size that the rows' influence tells: of as many independent positives as would
    /// scatter as much, of fewer where clusters are few. A row above the edge pushes the rows there down, of which as many
    /// are positive as around the edge. A bootstrap that ranks anew counts the labels at the edge twice, and is too long.
    /// - Parameters:
    ///   - depth: how many rows, in 0...n; ties at the edge are expected, not broken.
    ///   - name: what is taken, for the method.
    /// - Complexity: O(n).
    /// - Source: J.-C. Deville, Survey Methodology 25 (1999) 193-204, for the influence on what lies beyond a quantile.
    public func recall(of depth: Double, name: String) -> MetricEstimate {
        share(between: Edge(counts, at: 0), Edge(counts, at: depth), name: name)
    }

    /// The share of positives among the highest rows over the base rate, from their recall: that over the share of rows taken.
    ///
    /// - Parameters:
    ///   - recall: of the highest rows, as `recall(of:name:)` has it.
    ///   - depth: how many they are, above 0.
    public func lift(_ recall: MetricEstimate, of depth: Double) -> MetricEstimate {
        recall.scaled(by: Double(count) / depth)
    }

    /// What the top tenths hold of all positives, from one tenth to nine, and the lift of each tenth by itself, from the highest
    /// scores down.
    ///
    /// - Complexity: O(n).
    func tenths() -> (gains: [MetricEstimate], lifts: [MetricEstimate]) {
        let edges = (0...10).map { Edge(counts, at: Double(count * $0) / 10) }
        return (
            gains: (1...9).map {
                share(between: edges[0], edges[$0], name: "top \($0) tenths, ties expected")
            },
            lifts: (1...10).map {
                share(between: edges[$0 - 1], edges[$0], name: "tenth \($0) from the top, ties expected")
                    .scaled(by: 10)
            }
        )
    }

    /// The share of all positives between two edges.
    private func share(between above: Edge, _ below: Edge, name: String) -> MetricEstimate {
        let total = Double(count)
        let positives = Double(counts.positiveCount)
        guard positives > 0 else { return .undefined("no positives") }
        let recall = (below.wins - above.wins) / positives
        guard count >= Self.minimumClusters else {
            return MetricEstimate(value: recall, method: name + "; " + Self.tooFew("rows"))
        }
        let pull = influence { level, isPositive in
            func pull(_ edge: Edge) -> Double {
                let part = edge.part(of: level)
                return (isPositive ? part : 0) - edge.rate * (part - edge.depth / total)
            }
            return (pull(below) - pull(above) - (isPositive ? recall : 0)) * total / positives
        }
        guard let variance = variance(of: pull) else { return estimate(recall, variance: nil, name: name) }
        let size: Double
        if recall > 0, recall < 1 {
            // Less is rounding: where all scores are tied, no row pulls.
            guard variance > 1e-24 else {
                return MetricEstimate(value: recall, method: name + "; no interval, its variance is zero")
            }
            let told = recall * (1 - recall) / variance
            size = clusters.map { StudentInterval.effective(told, clusters: $0.count) } ?? told
        } else {
            let held = clusters.map { clusters in
                Set(labels.indices.lazy.filter { labels[$0] }.map { clusters.numbers[$0] }).count
            }
            size = Double(min(counts.positiveCount, held ?? .max))
        }
        let (lower, upper) = NormalInterval.wilson(successes: recall * size, trials: size)
        return MetricEstimate(
            value: recall, lower: min(recall, lower), upper: max(recall, upper),
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
