public import LinearAlgebra

/// Rows in the lists of an index, with how many lists the neighbours of rows that were held out are in.
public struct NeighbourLearned: Sendable {
    /// With as many probes as lists.
    public let index: NeighbourIndex
    /// The rows, ready to be searched.
    public let lists: NeighbourLists
    /// Neighbours of a row that are asked for.
    public let neighbours: Int
    /// Rows that were held out of the centres, to choose the number of probes by.
    public let choosing: [Int32]
    /// Others, to measure on.
    public let measuring: [Int32]
    /// Of the rows to choose by: the share of their neighbours among all others that so many probes and one more find;
    /// shape (lists).
    public let recalls: [Double]

    init(
        index: NeighbourIndex, lists: NeighbourLists, neighbours: Int, choosing: [Int32],
        measuring: [Int32], concurrency: Int
    ) {
        self.index = index
        self.lists = lists
        self.neighbours = neighbours
        self.choosing = choosing
        self.measuring = measuring
        let design = lists.rows.design
        let exact = lists.rows.nearest(neighbours + 1, to: design, choosing, concurrency: concurrency)
        let counts = RowBlocks(rowCount: choosing.count, blockSize: 64, concurrency: concurrency).map {
            block in
            var counts = [Int](repeating: 0, count: lists.count)
            for place in block {
                let row = Int(choosing[place])
                var rank = [Int](repeating: 0, count: lists.count)
                for (order, list) in lists.lists(lists.count, for: design, row: row).enumerated() {
                    rank[list] = order
                }
                for neighbour in exact[place].others(than: Int32(row), at: neighbours) {
                    counts[rank[Int(index.lists[Int(neighbour.row)])]] += 1
                }
            }
            return counts
        }
        var (found, recalls) = (0, [Double]())
        let all = counts.reduce(0) { $0 + $1.reduce(0, +) }
        for list in 0..<lists.count {
            found += counts.reduce(0) { $0 + $1[list] }
            recalls.append(Double(found) / Double(max(all, 1)))
        }
        self.recalls = recalls
    }

    /// The least number of probes with that recall on the rows to choose by.
    ///
    /// - Parameter recall: in 0...1; all lists have 1.
    public func probes(recall: Double) -> Int {
        (recalls.firstIndex { $0 >= recall } ?? recalls.count - 1) + 1
    }

    /// The index with that many probes.
    ///
    /// - Throws: `LearningError` for more probes than lists, or none.
    public func index(probes: Int) throws(LearningError) -> NeighbourIndex {
        try NeighbourIndex(
            measure: index.measure, centres: index.centres, lists: index.lists, probes: probes)
    }
}

extension [Neighbour] {
    /// The nearest but a row itself, which may not be among them where many are equal.
    public func others(than row: Int32, at most: Int) -> [Neighbour] {
        Array(filter { $0.row != row }.prefix(most))
    }
}
