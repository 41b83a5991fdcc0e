/// Two scores of the same rows, for differences that make use of the pairing.
public struct PairedScores: Sendable {
    let candidate: RankedCounts
    let baseline: RankedCounts
    let rows: [Row]

    /// One row: its level in either ranking and its label.
    struct Row {
        var candidate: Int32
        var baseline: Int32
        var isPositive: Bool
    }

    /// Pairs the scores of a set with another score of the same rows.
    ///
    /// - Parameters:
    ///   - set: the candidate's scores and the labels.
    ///   - baseline: the other score, (n_rows), finite, on any scale; higher means likelier.
    /// - Throws: `EvaluationError` for unequal counts or a score that is not finite.
    /// - Complexity: O(n log n).
    public init(_ set: EvaluationSet, baseline: [Double]) throws(EvaluationError) {
        let other = try EvaluationSet(scores: baseline, labels: set.labels, scale: .ranking)
        candidate = RankedCounts(set)
        self.baseline = RankedCounts(other)
        let candidateLevels = candidate.levels(of: set.scores)
        let baselineLevels = self.baseline.levels(of: baseline)
        var rows = set.labels.indices.map { row in
            Row(
                candidate: candidateLevels[row], baseline: baselineLevels[row], isPositive: set.labels[row])
        }
        // An order that depends on the contents only, so that the order of rows cannot change a bit.
        rows.sort { left, right in
            if left.candidate != right.candidate { return left.candidate < right.candidate }
            if left.baseline != right.baseline { return left.baseline < right.baseline }
            return left.isPositive && !right.isPositive
        }
        self.rows = rows
    }
}
