/// How many rows of a group, or clusters of them, its figures rest on: what a bootstrap can tell about a share goes by
/// how many units the share is of, and not by how many the group has.
struct GroupUnits: Sendable {
    private(set) var all = 0
    /// Those with a positive.
    private(set) var positive = 0
    /// Those with a negative.
    private(set) var negative = 0
    /// Those with a row in the overall top.
    private(set) var selected = 0

    /// Counts the units of some rows.
    ///
    /// - Parameters:
    ///   - rows: indices into the set.
    ///   - isSelected: whether a row is in the overall top, be it in part.
    ///   - met: what was met of each cluster so far, nothing before and after; empty where rows are independent.
    /// - Complexity: O(rows).
    init(
        _ rows: [Int], of set: EvaluationSet, isSelected: (Int) -> Bool, met: inout [UInt8]
    ) {
        for row in rows {
            let own: UInt8 = 1 | (set.labels[row] ? 2 : 4) | (isSelected(row) ? 8 : 0)
            var new = own
            if let clusters = set.clusters {
                let cluster = Int(clusters.numbers[row])
                new = own & ~met[cluster]
                met[cluster] |= own
            }
            all += Int(new & 1)
            positive += Int(new >> 1 & 1)
            negative += Int(new >> 2 & 1)
            selected += Int(new >> 3)
        }
        guard let clusters = set.clusters else { return }
        for row in rows { met[Int(clusters.numbers[row])] = 0 }
    }
}
