import Arithmetic

/// How many leads of each cluster lie at or below some values of a column: its distribution, without the numbers of those at its ends.
public struct ColumnLevels: Codable, Equatable, Sendable {
    /// The values, ascending, each once: of the first leads' column the 0.5 %, each tenth, and the 99.5 %, and what lies below all of these; but
    /// none nearer to an end than the fifth lead, whose number would tell of somebody.
    public var values: [Double]
    /// Leads at or below each value; shape (clusters, values).
    public var counts: [[Int]]

    private static let shares = [0.005] + (1...9).map { Double($0) / 10 } + [0.995]

    /// The values of a column at which distributions are compared.
    ///
    /// - Parameter column: a number a lead, at least one.
    /// - Complexity: O(leads * log(leads)).
    static func values(of column: [Double]) -> [Double] {
        let sorted = column.sorted()
        // Numbers that leads have, so that equal ones lie on the same side.
        let margin = min(4, (sorted.count - 1) / 2)
        let found = shares.map { share in
            sorted[min(max(Int(share * Double(sorted.count - 1)), margin), sorted.count - 1 - margin)]
        }
        return Set(found + [found[0].nextDown]).sorted()
    }

    /// Counts leads.
    ///
    /// - Parameters:
    ///   - column: a number a lead.
    ///   - clusters: the cluster of each lead, below `count`.
    /// - Complexity: O(leads).
    init(_ column: [Double], values: [Double], clusters: [Int], count: Int) {
        self.values = values
        counts = [[Int]](repeating: [Int](repeating: 0, count: values.count), count: count)
        for (value, cluster) in zip(column, clusters) {
            let place = values.partitioningIndex { $0 >= value }
            if place < values.count { counts[cluster][place] += 1 }
        }
        for cluster in counts.indices {
            for place in values.indices.dropFirst() { counts[cluster][place] += counts[cluster][place - 1] }
        }
    }

    /// Whether the counts are of clusters of these sizes, each no less than the one before.
    func areOf(_ sizes: [Int]) -> Bool {
        counts.count == sizes.count && !values.isEmpty
            && zip(counts, sizes).allSatisfy { counts, size in
                counts.count == values.count && (0...size).contains(counts[0])
                    && (0...size).contains(counts[counts.count - 1])
                    && zip(counts, counts.dropFirst()).allSatisfy { $0 <= $1 }
            }
    }
}
