/// What a ranking comes to when each of its rows counts as often as it was drawn.
struct ResampledRanking: Sendable {
    /// The rows drawn.
    private(set) var count = 0
    /// The positives drawn.
    private(set) var positiveCount = 0
    /// The area under the ROC curve; nil with one class only.
    private(set) var auroc: Double?
    /// Mean precision over the steps of recall, tied rows taken together; nil without positives.
    private(set) var averagePrecision: Double?
    /// The rows taken at each of the depths.
    private(set) var depths: [Double] = []
    /// The positives expected among them, tied rows being in random order.
    private(set) var wins: [Double] = []

    /// What a row is, in the bits of a byte.
    enum Mark {
        static let positive: UInt8 = 1
        static let startsLevel: UInt8 = 2
    }

    /// Measures a resample.
    ///
    /// - Parameters:
    ///   - weights: how often each row is drawn, (n_rows), from the highest score down.
    ///   - marks: what each row is, positives first among equal scores, (n_rows).
    ///   - depths: how far down is looked.
    /// - Complexity: O(n_rows).
    init(_ weights: Span<UInt8>, marks: Span<UInt8>, depths: RankingDepths) {
        rank(weights, marks)
        self.depths = depths.rows(of: count)
        wins = [Double](repeating: 0, count: self.depths.count)
        descend(weights, marks)
    }

    /// The area under the ROC curve and the totals, in integers and without a branch.
    private mutating func rank(_ weights: Span<UInt8>, _ marks: Span<UInt8>) {
        // Positives down to here, those above this score, and twice the pairs ranked rightly, ties half.
        var positives = 0
        var above = 0
        var halves = 0
        var total = 0
        for row in weights.indices {
            let weight = Int(weights[row])
            let mark = marks[row]
            above = mark & Mark.startsLevel != 0 ? positives : above
            let positive = mark & Mark.positive != 0 ? weight : 0
            positives &+= positive
            halves &+= (weight &- positive) &* (above &+ positives)
            total &+= weight
        }
        count = total
        positiveCount = positives
        let pairs = Double(positives) * Double(total - positives)
        auroc = pairs > 0 ? Double(halves) / (2 * pairs) : nil
    }

    /// Average precision, and the wins at each depth.
    private mutating func descend(_ weights: Span<UInt8>, _ marks: Span<UInt8>) {
        let order = depths.indices.sorted { depths[$0] < depths[$1] }
        var next = 0
        var (taken, won) = (0, 0)
        var (size, positives) = (0, 0)
        var sum = 0.0
        var row = 0
        while row < weights.count {
            (size, positives) = (0, 0)
            repeat {
                let weight = Int(weights[row])
                size &+= weight
                positives &+= marks[row] & Mark.positive != 0 ? weight : 0
                row += 1
            } while row < weights.count && marks[row] & Mark.startsLevel == 0
            if size == 0 { continue }
            while next < order.count, depths[order[next]] <= Double(taken + size) {
                let left = depths[order[next]] - Double(taken)
                wins[order[next]] = Double(won) + Double(positives) * (left / Double(size))
                next += 1
            }
            taken &+= size
            won &+= positives
            if positives > 0 { sum += Double(positives) * (Double(won) / Double(taken)) }
        }
        averagePrecision = positiveCount > 0 ? sum / Double(positiveCount) : nil
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
        guard let recall = recall(RankingDepth.decile(decile)) else { return nil }
        let before = decile > 1 ? self.recall(RankingDepth.decile(decile - 1)) ?? 0 : 0
        return 10 * (recall - before)
    }
}

/// Where each depth stands among `RankingDepths.rows`.
enum RankingDepth {
    static let top = 0
    static let capacity = 1

    /// A tenth of the rows, 1 to 10.
    static func decile(_ number: Int) -> Int { 1 + number }
}
