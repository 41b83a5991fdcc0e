/// The rows of a set from the highest score down, with what makes some of them belong together.
///
/// Rows of one score come positives first, then by cluster, so that equal rows in another order are the same
/// value: no figure depends on the order of rows, to the last bit.
public struct RankedRows: Sendable {
    /// Positives and negatives at each distinct score.
    public let counts: RankedCounts
    /// The place of each row's score among the distinct ones, (n_rows), ascending.
    let levels: [Int32]
    /// Whether each row is positive, (n_rows).
    let labels: [Bool]
    /// The cluster of each row, (n_rows); nil where rows are independent.
    let clusters: Clusters?

    /// Clusters in the order of the rows.
    struct Clusters: Sendable {
        var name: String
        var numbers: [Int32]
        var count: Int

        /// What is said of intervals that take clusters as independent.
        var words: String { " by \(count) clusters of \(name)" }
    }

    /// Ranks the rows of a set.
    ///
    /// - Complexity: O(n log n).
    public init(_ set: EvaluationSet) {
        self.init(scores: set.scores, labels: set.labels, clusters: set.clusters)
    }

    /// Ranks some of a set's rows.
    ///
    /// - Parameter rows: indices of rows, each once.
    init(_ set: EvaluationSet, rows: [Int]) {
        let clusters = set.clusters?.subset(rows)
        self.init(
            scores: rows.map { set.scores[$0] }, labels: rows.map { set.labels[$0] },
            clusters: clusters.flatMap { $0.joinsRows ? $0 : nil })
    }

    private init(scores: [Double], labels: [Bool], clusters: Clustering?) {
        counts = RankedCounts(scores: scores, labels: labels)
        guard let clusters else {
            var levels: [Int32] = []
            var ranked: [Bool] = []
            levels.reserveCapacity(scores.count)
            ranked.reserveCapacity(scores.count)
            for level in counts.scores.indices {
                let (positives, negatives) = (counts.positives[level], counts.negatives[level])
                levels.append(contentsOf: repeatElement(Int32(level), count: positives + negatives))
                ranked.append(contentsOf: repeatElement(true, count: positives))
                ranked.append(contentsOf: repeatElement(false, count: negatives))
            }
            self.levels = levels
            self.labels = ranked
            self.clusters = nil
            return
        }
        let levelOfRow = counts.levels(of: scores)
        let order = scores.indices.map { row in
            Place(level: levelOfRow[row], isNegative: !labels[row], cluster: clusters.numbers[row])
        }.sorted()
        levels = order.map(\.level)
        self.labels = order.map { !$0.isNegative }
        self.clusters = Clusters(
            name: clusters.name, numbers: order.map(\.cluster), count: clusters.count)
    }

    /// A row as its content orders it.
    private struct Place: Comparable {
        var level: Int32
        var isNegative: Bool
        var cluster: Int32

        static func < (left: Place, right: Place) -> Bool {
            if left.level != right.level { return left.level < right.level }
            if left.isNegative != right.isNegative { return right.isNegative }
            return left.cluster < right.cluster
        }
    }

    /// The number of rows.
    public var count: Int { levels.count }
}
