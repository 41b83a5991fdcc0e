import Arithmetic
import LinearAlgebra

/// Some rows of an objective that stand for all, the rarer outcome more often than its share.
///
/// Which rows those are depends on their numbers, on which have a weight, and on the seed alone. Rows of weight 0 stand for
/// nothing and are never drawn.
struct RowSample {
    /// The rows, ascending.
    let rows: [Int]
    /// What each row's weight is multiplied by, so that sums over the sample estimate sums over all.
    let factors: [Double]

    /// Draws about `count` rows, half of them of each outcome where there are enough.
    init(of objective: LogisticObjective, count: Int, seed: UInt64) {
        let counts = objective.countedRows
        let (positives, negatives) = (counts.positive, counts.negative)
        let rarer = min(count / 2, min(positives, negatives))
        let isPositiveRarer = positives <= negatives
        let shares = [
            Double(isPositiveRarer ? count - rarer : rarer) / Double(max(negatives, 1)),
            Double(isPositiveRarer ? rarer : count - rarer) / Double(max(positives, 1)),
        ]
        let limits = shares.map { share in share >= 1 ? UInt64.max : UInt64(share * 0x1p64) }
        var rows: [Int] = []
        var factors: [Double] = []
        var random = SplitMix64(seed: seed)
        for row in objective.targets.indices {
            let outcome = objective.targets[row] > 0.5 ? 1 : 0
            guard random.next() <= limits[outcome], objective.counts(row) else { continue }
            rows.append(row)
            factors.append(1 / min(shares[outcome], 1))
        }
        self.rows = rows
        self.factors = factors
    }

    /// The objective of the sample's rows.
    func objective(_ whole: LogisticObjective) throws(LearningError) -> LogisticObjective {
        try LogisticObjective(
            design: whole.design.rows(at: rows), targets: rows.map { whole.targets[$0] },
            weights: zip(rows, factors).map { row, factor in factor * (whole.weights?[row] ?? 1) },
            offsets: whole.offsets.map { offsets in rows.map { offsets[$0] } }, ridge: whole.ridge,
            fitsIntercept: whole.fitsIntercept, concurrency: whole.concurrency)
    }
}
