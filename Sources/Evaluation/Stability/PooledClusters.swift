/// What rows of two samples belong together, within a sample and across both.
///
/// Rows are numbered through: those of the reference first, then those of the other sample.
public struct PooledClusters: Equatable, Sendable {
    /// What the rows are grouped by.
    let name: String
    /// The number of clusters of both samples.
    let count: Int
    /// The number of clusters with rows of the reference.
    let referenceCount: Int
    /// The number of clusters with rows of the other sample.
    let currentCount: Int
    /// A sample of fewer clusters hides how far clusters are apart: the design effect would be too small.
    static let minimum = 20
    private let referenceRows: Int
    /// All rows, those of a cluster beside each other.
    private let order: [Int32]
    /// Where each cluster begins among them, and the end.
    private let starts: [Int32]

    /// Puts the rows of a cluster beside each other.
    ///
    /// - Parameters:
    ///   - clusters: of all rows of both samples, those of the reference first.
    ///   - referenceRows: how many of them are the reference's.
    /// - Returns: nil where each row is a cluster of its own.
    /// - Complexity: O(rows).
    public init?(_ clusters: Clustering, referenceRows: Int) {
        guard clusters.joinsRows else { return nil }
        name = clusters.name
        count = clusters.count
        self.referenceRows = referenceRows
        referenceCount = Set(clusters.numbers.prefix(referenceRows)).count
        currentCount = Set(clusters.numbers.dropFirst(referenceRows)).count
        var starts = [Int32](repeating: 0, count: clusters.count + 1)
        for number in clusters.numbers { starts[Int(number) + 1] += 1 }
        for number in 0..<clusters.count { starts[number + 1] += starts[number] }
        var next = starts
        var order = [Int32](repeating: 0, count: clusters.numbers.count)
        for (row, number) in clusters.numbers.enumerated() {
            order[Int(next[Int(number)])] = Int32(row)
            next[Int(number)] += 1
        }
        self.starts = starts
        self.order = order
    }

    /// How many rows are worth one independent row in the comparison of the samples' shares; at least 1.
    ///
    /// The mean over bins of the variance of the difference of shares by clusters, over that of independent rows. A
    /// cluster with rows in both samples counts once, with what it adds to either. Below 1, as where the same entities
    /// with the same values are in both samples, it is taken as 1: no threshold is lower than that of independent rows.
    /// Source: J. N. K. Rao, A. J. Scott (1981), the mean of the generalized design effects.
    /// - Parameters:
    ///   - bins: of each row of both samples, in `0..<binCount`.
    ///   - samples: their counts.
    /// - Complexity: O(rows + clusters).
    func designEffect(_ bins: [Int32], binCount: Int) -> Double {
        var old = [Double](repeating: 0, count: binCount)
        var new = old
        for (row, bin) in bins.enumerated() {
            if row < referenceRows { old[Int(bin)] += 1 } else { new[Int(bin)] += 1 }
        }
        let oldRows = Double(referenceRows)
        let newRows = Double(bins.count - referenceRows)
        let pooled = (0..<binCount).map { (old[$0] + new[$0]) / (oldRows + newRows) }
        let used = pooled.count { $0 > 0 }
        guard used > 1, oldRows > 0, newRows > 0, count > 1 else { return 1 }
        for bin in 0..<binCount {
            old[bin] /= oldRows
            new[bin] /= newRows
        }
        // Sums over all bins of products of shares over the pooled share: what of a cluster does not depend on its bins.
        func product(_ left: [Double], _ right: [Double]) -> Double {
            (0..<binCount).reduce(0) { $0 + (pooled[$1] > 0 ? left[$1] * right[$1] / pooled[$1] : 0) }
        }
        let (oldOld, oldNew, newNew) = (product(old, old), product(old, new), product(new, new))
        var held = [Double](repeating: 0, count: binCount)
        var sum = 0.0
        for cluster in 0..<count {
            let rows = order[Int(starts[cluster])..<Int(starts[cluster + 1])]
            var (oldPart, newPart) = (0.0, 0.0)
            for row in rows {
                let bin = Int(bins[Int(row)])
                if Int(row) < referenceRows {
                    held[bin] += 1 / oldRows
                    oldPart += 1 / oldRows
                } else {
                    held[bin] -= 1 / newRows
                    newPart += 1 / newRows
                }
            }
            // The square of what the cluster adds less what it would add by the samples' shares, bin by bin.
            for row in rows {
                let bin = Int(bins[Int(row)])
                let expected = old[bin] * oldPart - new[bin] * newPart
                sum += held[bin] * (held[bin] - 2 * expected) / pooled[bin]
                // A bin counts once, however many of the cluster's rows are in it.
                held[bin] = 0
            }
            sum += oldPart * oldPart * oldOld - 2 * oldPart * newPart * oldNew + newPart * newPart * newNew
        }
        let independent = (1 / oldRows + 1 / newRows) * Double(used - 1)
        return max(1, sum * Double(count) / Double(count - 1) / independent)
    }
}
