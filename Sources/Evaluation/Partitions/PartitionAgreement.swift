/// How far two partitions of the same rows agree, such as clusters that were found and groups that are known.
///
/// Names of parts say nothing: only which rows are together counts.
public struct PartitionAgreement: Equatable, Sendable {
    /// The names of the first partition's parts, ascending.
    public let first: [String]
    /// The names of the second partition's parts, ascending.
    public let second: [String]
    /// The cell of each row; shape (rows).
    private let cellOfRow: [Int32]
    private let table: PartitionTable

    /// Parts that a partition may have.
    public static let partLimit = 2_000

    /// Compares two partitions.
    ///
    /// - Parameters: the part of each row; shape (rows) each.
    /// - Throws: `EvaluationError` where there are no rows, or more than 2,000 parts.
    /// - Precondition: both have the same length.
    /// - Complexity: O(rows + first parts * second parts).
    public init(_ first: [String], _ second: [String]) throws(EvaluationError) {
        precondition(first.count == second.count, "both partitions are of the same rows")
        guard !first.isEmpty else { throw .noRows }
        let names = (Set(first).sorted(), Set(second).sorted())
        guard max(names.0.count, names.1.count) <= Self.partLimit else {
            throw .settingOutOfRange(key: "parts of a partition", range: "1...\(Self.partLimit)")
        }
        func places(_ names: [String]) -> [String: Int] {
            Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
        }
        let (own, theirs) = (places(names.0), places(names.1))
        var cells = [Int](repeating: 0, count: names.0.count * names.1.count)
        cellOfRow = zip(first, second).map { pair in
            let cell = (own[pair.0] ?? 0) * names.1.count + (theirs[pair.1] ?? 0)
            cells[cell] += 1
            return Int32(cell)
        }
        (self.first, self.second) = names
        table = PartitionTable(cells: cells, firstCount: names.0.count)
    }

    /// The number of rows.
    public var rows: Int { table.rows }

    /// Rows by the first partition's parts, then by the second's; shape (first parts, second parts).
    public var counts: [[Int]] {
        first.indices.map { Array(table.cells[$0 * second.count..<($0 + 1) * second.count]) }
    }

    /// The adjusted Rand index; 1 for equal partitions, 0 on average for unrelated ones.
    public var adjustedRandIndex: Double { table.adjustedRandIndex }

    /// The adjusted mutual information, over the mean of both entropies; 1 for equal partitions, 0 on average for unrelated ones.
    ///
    /// - Complexity: O(parts * rows) of both partitions together.
    public var adjustedMutualInformation: Double {
        table.adjustedMutualInformation(PartitionTable.logFactorials(upTo: rows))
    }

    /// Both figures with intervals, by rows drawn with replacement.
    ///
    /// The partitions stay as they are: an interval tells how far rows of the same kind could move the figure, not how far
    /// clusters found among other rows could.
    ///
    /// - Parameters:
    ///   - resamples: draws; above 0.
    ///   - seed: of the draws.
    /// - Complexity: O(resamples * (rows + parts * rows of both partitions together)).
    public func estimates(
        resamples: Int = 1_000, seed: UInt64 = 1
    ) -> (randIndex: MetricEstimate, mutualInformation: MetricEstimate) {
        let logFactorials = PartitionTable.logFactorials(upTo: rows)
        let drawn = Resampling(count: resamples, seed: seed, rowCount: rows, clusters: nil).map { weights in
            var cells = [Int](repeating: 0, count: table.cells.count)
            for row in 0..<weights.count { cells[Int(cellOfRow[row])] += Int(weights[row]) }
            let table = PartitionTable(cells: cells, firstCount: first.count)
            return (table.adjustedRandIndex, table.adjustedMutualInformation(logFactorials))
        }
        let units = PercentileInterval.Units(rowCount: rows, nil)
        return (
            PercentileInterval(drawn.map(\.0), of: units, prefix: "hubert-arabie")
                .estimate(of: adjustedRandIndex),
            PercentileInterval(drawn.map(\.1), of: units, prefix: "vinh, arithmetic mean of entropies")
                .estimate(of: table.adjustedMutualInformation(logFactorials))
        )
    }
}
