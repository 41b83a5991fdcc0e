/// Two rankings of the same rows, from the highest score down, for what a resample makes of both.
struct PairedRankings: Sendable {
    private let candidate: Ranking
    private let baseline: Ranking
    private let depths: RankingDepths

    private struct Ranking: Sendable {
        /// The places of the rows, (n_rows).
        var order: [Int32]
        var levels: [PositiveLevel]
    }

    /// - Complexity: O(n log n).
    init(_ paired: PairedScores, depths: RankingDepths) {
        self.depths = depths
        // Positives first among equal scores, as the levels have it.
        func order(_ level: KeyPath<PairedScores.Row, Int32>) -> [Int32] {
            paired.rows.indices.map { place -> (key: Int64, place: Int32) in
                let row = paired.rows[place]
                return (key: Int64(row[keyPath: level]) * 2 + (row.isPositive ? 0 : 1), place: Int32(place))
            }.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map(\.place)
        }
        candidate = Ranking(order: order(\.candidate), levels: paired.candidate.positiveLevels())
        baseline = Ranking(order: order(\.baseline), levels: paired.baseline.positiveLevels())
    }

    /// What `appendDifferences` gives, in its order.
    static func metrics(capacity: Int?) -> [PairedScores.Metric] {
        func metric(_ name: String, _ ties: String = "expected") -> PairedScores.Metric {
            PairedScores.Metric(name: name, method: "paired, ties \(ties)", reason: "no positives")
        }
        let capacities = ["wins_at_capacity", "precision_at_capacity", "recall_at_capacity"]
        return [
            metric("lift_at_top"), metric("average_precision", "together"), metric("precision_at_top"),
            metric("recall_at_top"),
        ]
            + (1...9).map { metric("cumulative_gain_at_decile_\($0)") }
            + (1...10).map { metric("lift_in_decile_\($0)") }
            + (capacity == nil ? [] : capacities.map { metric($0) })
    }

    /// Appends the differences where each row counts as often as it was drawn; nil where one of both is undefined.
    ///
    /// - Parameter weights: how often each row is drawn, (n_rows), in the order of the pair's rows.
    /// - Complexity: O(n).
    func appendDifferences(_ weights: Span<UInt8>, capacity: Int?, to differences: inout [Double?]) {
        let own = ranking(candidate, weights)
        let theirs = ranking(baseline, weights)
        func append(_ statistic: (ResampledRanking) -> Double?) {
            if let left = statistic(own), let right = statistic(theirs) {
                differences.append(left - right)
            } else {
                differences.append(nil)
            }
        }
        append { $0.lift(RankingDepths.top) }
        append(\.averagePrecision)
        append { $0.precision(RankingDepths.top) }
        append { $0.recall(RankingDepths.top) }
        for decile in 1...9 { append { $0.recall(RankingDepths.decile(decile)) } }
        for decile in 1...10 { append { $0.decileLift(decile) } }
        if capacity == nil { return }
        append { $0.wins[RankingDepths.capacity] }
        append { $0.precision(RankingDepths.capacity) }
        append { $0.recall(RankingDepths.capacity) }
    }

    private func ranking(_ ranking: Ranking, _ weights: Span<UInt8>) -> ResampledRanking {
        var drawn = [UInt32](repeating: 0, count: weights.count + 1)
        var sum: UInt32 = 0
        for place in ranking.order.indices {
            sum &+= UInt32(weights[Int(ranking.order[place])])
            drawn[place &+ 1] = sum
        }
        return ResampledRanking(drawn.span, levels: ranking.levels.span, depths: depths)
    }
}
