/// Rows in lists, one a cutoff, each worked down to the same capacity: a team works its list anew every time.
///
/// Pooling cutoffs would let one good entity fill several places of one list.
struct CapacityLists: Sendable {
    /// The number of lists.
    let count: Int
    private let isPositive: [Bool]
    private let candidate: Ranking
    private let baseline: Ranking?
    private let clusters: RankedRows.Clusters?
    /// Whether there is a baseline that ranks the rows of every list in the same way, ties included.
    private let rankAlike: Bool

    /// Each list's rows from the highest score down, list after list.
    private struct Ranking: Equatable {
        var order: [Int32] = []
        /// Where the rows of a score end in `order`.
        var scoreEnds: [Int32] = []
        /// Where the scores of a list end in `scoreEnds`.
        var listEnds: [Int32] = []
    }

    /// A row as its content orders it, so that the order of rows cannot change a bit.
    private struct Row: Comparable {
        var list: Int32
        var score: Double
        var other: Double
        var isPositive: Bool
        var cluster: Int32

        static func < (left: Row, right: Row) -> Bool {
            if left.list != right.list { return left.list < right.list }
            if left.score != right.score { return left.score > right.score }
            if left.other != right.other { return left.other > right.other }
            if left.isPositive != right.isPositive { return left.isPositive }
            return left.cluster < right.cluster
        }
    }

    /// Puts rows into their lists.
    ///
    /// - Parameters:
    ///   - rows: indices of the set's rows.
    ///   - lists: the number of each row's list, (n_rows of the set), from 0.
    ///   - baseline: another score of the set's rows, for differences.
    /// - Complexity: O(n log n).
    init(_ set: EvaluationSet, rows: [Int], lists: [Int32], baseline: [Double]? = nil) {
        let clusters = set.clusters?.subset(rows)
        let ordered = rows.enumerated().map { place, row in
            Row(
                list: lists[row], score: set.scores[row], other: baseline?[row] ?? 0,
                isPositive: set.labels[row], cluster: clusters?.numbers[place] ?? 0)
        }.sorted()
        count = Set(ordered.map(\.list)).count
        isPositive = ordered.map(\.isPositive)
        self.clusters = clusters.flatMap { clusters in
            clusters.joinsRows
                ? RankedRows.Clusters(
                    name: clusters.name, numbers: ordered.map(\.cluster), count: clusters.count) : nil
        }
        let lists = ordered.map(\.list)
        let candidate = Self.ranking(lists, ordered.map(\.score))
        let other = baseline == nil ? nil : Self.ranking(lists, ordered.map(\.other))
        rankAlike = other == candidate
        self.candidate = candidate
        self.baseline = other
    }

    /// A row's place in the order of one score.
    private struct Key: Comparable {
        var list: Int32
        var score: Double
        var row: Int32

        static func < (left: Key, right: Key) -> Bool {
            if left.list != right.list { return left.list < right.list }
            if left.score != right.score { return left.score > right.score }
            return left.row < right.row
        }
    }

    /// - Parameters:
    ///   - lists: of each row.
    ///   - scores: of each row.
    private static func ranking(_ lists: [Int32], _ scores: [Double]) -> Ranking {
        let keys = scores.indices.map { Key(list: lists[$0], score: scores[$0], row: Int32($0)) }.sorted()
        var ranking = Ranking(order: keys.map(\.row))
        for place in keys.indices {
            let isLast = place + 1 == keys.count
            let endsList = isLast || keys[place + 1].list != keys[place].list
            guard endsList || keys[place + 1].score != keys[place].score else { continue }
            ranking.scoreEnds.append(Int32(place + 1))
            if endsList { ranking.listEnds.append(Int32(ranking.scoreEnds.count)) }
        }
        return ranking
    }

    /// What the lists give at a capacity.
    struct Estimates {
        /// Positives among the rows taken, in the mean of the lists.
        var wins: MetricEstimate
        /// Positives among the rows taken from all lists, as a share of them.
        var precision: MetricEstimate
        /// As a share of all positives.
        var recall: MetricEstimate
    }

    /// Wins, precision and recall at a capacity; less the baseline's where there is one.
    ///
    /// Each resample draws rows, or whole clusters over all lists, and takes the highest of each list anew.
    /// - Complexity: O(resamples * n) on all processors.
    /// - Source: C. A. Field, A. H. Welsh, Journal of the Royal Statistical Society B 69 (2007) 369-390, for drawing
    ///   whole clusters.
    func atCapacity(_ capacity: Int, resamples: Int, seed: UInt64) -> Estimates {
        let found = taken([UInt8](repeating: 1, count: isPositive.count).span, capacity)
        let drawn = Resampling(
            count: resamples, seed: seed, rowCount: isPositive.count, clusters: clusters
        ).map { taken($0, capacity) }
        let lists = count == 1 ? "" : "\(count) cutoffs, "
        let prefix = (baseline == nil ? "" : "paired, ") + lists + "top \(capacity), ties expected"
        let units = PercentileInterval.Units(rowCount: isPositive.count, clusters)
        func estimate(_ statistic: (Taken) -> Double?) -> MetricEstimate {
            guard let value = statistic(found) else { return .undefined("no positives") }
            return PercentileInterval(drawn.map(statistic), of: units, prefix: prefix)
                .estimate(of: value, isOfOneScore: rankAlike)
        }
        return Estimates(
            wins: estimate { $0.wins / Double(count) },
            precision: estimate { $0.rows > 0 ? $0.wins / Double($0.rows) : nil },
            recall: estimate { $0.positives > 0 ? $0.wins / Double($0.positives) : nil })
    }

    private struct Taken: Sendable {
        /// Positives among the rows taken, less the baseline's.
        var wins: Double
        var rows: Int
        /// Among all rows.
        var positives: Int
    }

    private func taken(_ weights: Span<UInt8>, _ capacity: Int) -> Taken {
        var (wins, rows) = wins(candidate, weights, capacity)
        if let baseline { wins -= self.wins(baseline, weights, capacity).wins }
        var positives = 0
        for row in isPositive.indices where isPositive[row] { positives += Int(weights[row]) }
        return Taken(wins: wins, rows: rows, positives: positives)
    }

    /// Tied rows count as if in random order.
    private func wins(
        _ ranking: Ranking, _ weights: Span<UInt8>, _ capacity: Int
    ) -> (wins: Double, rows: Int) {
        var wins = 0.0
        var taken = 0
        var score = 0
        for listEnd in ranking.listEnds {
            var left = capacity
            while score < Int(listEnd), left > 0 {
                let start = score == 0 ? 0 : Int(ranking.scoreEnds[score - 1])
                var (size, won) = (0, 0)
                for place in start..<Int(ranking.scoreEnds[score]) {
                    let row = Int(ranking.order[place])
                    let weight = Int(weights[row])
                    size += weight
                    if isPositive[row] { won += weight }
                }
                let part = min(size, left)
                if part > 0 { wins += Double(won) * (Double(part) / Double(size)) }
                taken += part
                left -= part
                score += 1
            }
            score = Int(listEnd)
        }
        return (wins, taken)
    }
}
