/// What a ranking comes to when each of its rows counts as often as it was drawn.
struct ResampledRanking: Sendable {
    /// The rows drawn.
    let count: Int
    /// The positives drawn.
    let positiveCount: Int
    /// The area under the ROC curve; nil with one class only.
    let auroc: Double?
    /// Mean precision over the steps of recall, tied rows taken together; nil without positives.
    let averagePrecision: Double?
    /// The rows taken at each of the depths.
    let depths: [Double]
    /// The positives expected among them, tied rows being in random order.
    let wins: [Double]

    /// Measures a resample.
    ///
    /// Everything is found at the rows of positives, of which there are few: between them nothing changes but how many
    /// rows were drawn, which is looked up.
    /// - Parameters:
    ///   - drawn: how many rows are drawn before each row and at the end, from the highest score down, (n_rows + 1); or
    ///     before each of `RankingPieces`, (n_pieces + 1).
    ///   - levels: the scores that positives have, from the highest down, by rows or by those pieces.
    ///   - depths: how far down is looked.
    /// - Complexity: O(n_levels of positives).
    init(_ drawn: Span<UInt32>, levels: Span<PositiveLevel>, depths: RankingDepths) {
        let count = Int(drawn[drawn.count - 1])
        let taken = depths.rows(of: count)
        let order = taken.indices.sorted { taken[$0] < taken[$1] }
        var wins = [Double](repeating: 0, count: taken.count)
        var next = 0
        var won = 0
        var halves = 0
        var sum = 0.0
        var nearest = taken[order[0]]
        for index in levels.indices {
            let level = levels[index]
            let (before, end) = (Int(drawn[Int(level.start)]), Int(drawn[Int(level.end)]))
            let positives = Int(drawn[Int(level.negatives)]) &- before
            // Depths above this score, then those within it.
            if nearest <= Double(end) {
                while next < order.count, taken[order[next]] <= Double(before) {
                    wins[order[next]] = Double(won)
                    next += 1
                }
                while next < order.count, taken[order[next]] <= Double(end) {
                    let left = taken[order[next]] - Double(before)
                    wins[order[next]] = Double(won) + Double(positives) * (left / Double(end - before))
                    next += 1
                }
                nearest = next < order.count ? taken[order[next]] : .infinity
            }
            // Twice the negatives above, and those of the same score. A third of the levels is not drawn, which adds
            // nothing: to find out costs more than to add it.
            halves &+= positives &* (before &- won &+ end &- (won &+ positives))
            won &+= positives
            sum += Double(positives) * (Double(won) / Double(max(end, 1)))
        }
        while next < order.count {
            wins[order[next]] = Double(won)
            next += 1
        }
        let pairs = 2 * won * (count - won)
        self.count = count
        positiveCount = won
        auroc = pairs > 0 ? Double(pairs - halves) / Double(pairs) : nil
        averagePrecision = won > 0 ? sum / Double(won) : nil
        self.depths = taken
        self.wins = wins
    }

    /// The share of all positives at a depth; nil without positives.
    func recall(_ depth: Int) -> Double? { positiveCount > 0 ? wins[depth] / Double(positiveCount) : nil }

    /// The share of positives at a depth; nil where no row is taken.
    func precision(_ depth: Int) -> Double? { depths[depth] > 0 ? wins[depth] / depths[depth] : nil }

    /// Precision at a depth over the base rate; nil without positives.
    func lift(_ depth: Int) -> Double? {
        guard positiveCount > 0, let precision = precision(depth) else { return nil }
        return precision * Double(count) / Double(positiveCount)
    }

    /// The share of positives in one tenth of the rows, over the base rate; the first is that of the highest scores.
    func decileLift(_ decile: Int) -> Double? {
        guard let recall = recall(RankingDepths.decile(decile)) else { return nil }
        let before = decile > 1 ? self.recall(RankingDepths.decile(decile - 1)) ?? 0 : 0
        return 10 * (recall - before)
    }
}
