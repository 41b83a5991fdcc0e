/// Two scores of the same rows, for differences that make use of the pairing.
public struct PairedScores: Sendable {
    /// The candidate's ranking.
    let candidateRows: RankedRows
    /// The baseline's ranking.
    let baselineRows: RankedRows
    let rows: [Row]
    /// The cluster of each row, in the order of `rows`; nil where rows are independent.
    let clusters: RankedRows.Clusters?
    /// Whether both scores are probabilities.
    let areProbabilities: Bool
    /// Whether both scores are equal in every row.
    let areEqual: Bool
    /// Whether both rank the rows in one way, ties included.
    let rankAlike: Bool

    var candidate: RankedCounts { candidateRows.counts }
    var baseline: RankedCounts { baselineRows.counts }

    /// One row: its level in either ranking, its label and its cluster.
    struct Row: Comparable {
        var candidate: Int32
        var baseline: Int32
        var isPositive: Bool
        var cluster: Int32

        static func < (left: Row, right: Row) -> Bool {
            if left.candidate != right.candidate { return left.candidate < right.candidate }
            if left.baseline != right.baseline { return left.baseline < right.baseline }
            if left.isPositive != right.isPositive { return left.isPositive }
            return left.cluster < right.cluster
        }
    }

    /// Pairs the scores of a set with another score of the same rows.
    ///
    /// - Parameters:
    ///   - set: the candidate's scores and the labels.
    ///   - baseline: the other score, (n_rows), finite; higher means likelier.
    ///   - scale: what the other score means.
    /// - Throws: `EvaluationError` for unequal counts or a score that is not finite.
    /// - Complexity: O(n log n).
    public init(
        _ set: EvaluationSet, baseline: [Double], scale: ScoreScale = .ranking
    ) throws(EvaluationError) {
        let second = try EvaluationSet(
            scores: baseline, labels: set.labels, scale: scale, clusters: set.clusters)
        candidateRows = RankedRows(set)
        baselineRows = RankedRows(second)
        areProbabilities = set.scale == .probability && scale == .probability
        areEqual = set.scores == baseline
        let candidateLevels = candidateRows.counts.levels(of: set.scores)
        let baselineLevels = baselineRows.counts.levels(of: baseline)
        // An order that depends on the contents only, so that the order of rows cannot change a bit.
        let rows = set.labels.indices.map { row in
            Row(
                candidate: candidateLevels[row], baseline: baselineLevels[row], isPositive: set.labels[row],
                cluster: set.clusters?.numbers[row] ?? 0)
        }.sorted()
        self.rows = rows
        rankAlike = rows.allSatisfy { $0.candidate == $0.baseline }
        clusters = set.clusters.map {
            RankedRows.Clusters(name: $0.name, numbers: rows.map(\.cluster), count: $0.count)
        }
    }

    /// What is said of intervals that take clusters as independent; nil where rows are.
    var byClusters: String? { clusters?.words }
}
