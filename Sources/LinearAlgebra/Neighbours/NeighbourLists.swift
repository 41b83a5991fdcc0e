/// Rows in lists around centres, so that the nearest are looked for in the lists of the nearest centres alone.
///
/// Among the rows of these lists the answer is exact, as that of `NeighbourRows`; with as many probes as lists it is the very
/// answer of those. Source: J. Sivic and A. Zisserman, "Video Google: a text retrieval approach to object matching in videos"
/// (2003), for inverted lists of centres.
public struct NeighbourLists: Sendable {
    /// The rows, list after list.
    public let rows: NeighbourRows
    /// Where each list begins among the rows' places, and where the last one ends; shape (lists + 1).
    private let starts: [Int]
    private let centres: NeighbourRows

    /// The number of lists.
    public var count: Int { starts.count - 1 }

    /// Puts rows into lists.
    ///
    /// - Parameters:
    ///   - design: dense; shape (rows, columns).
    ///   - lists: the list of each row, in `0..<centres.rows`; below 0 for a row that is never found. Shape (rows).
    ///   - centres: shape (lists, columns).
    /// - Precondition: the shapes fit; rows and centres are as `NeighbourRows` asks.
    /// - Complexity: O(rows * columns).
    public init(
        _ design: DesignMatrix, measure: NeighbourMeasure, lists: [Int32], centres: Matrix,
        concurrency: Int
    ) {
        precondition(lists.count == design.rows && centres.columns == design.columns, "a list a row")
        precondition(lists.allSatisfy { $0 < centres.rows }, "a row's list has a centre")
        var starts = [Int](repeating: 0, count: centres.rows + 1)
        for list in lists where list >= 0 { starts[Int(list) + 1] += 1 }
        for list in 0..<centres.rows { starts[list + 1] += starts[list] }
        var next = starts
        var order = [Int32](repeating: 0, count: starts[centres.rows])
        for (row, list) in lists.enumerated() where list >= 0 {
            order[next[Int(list)]] = Int32(row)
            next[Int(list)] += 1
        }
        self.starts = starts
        rows = NeighbourRows(design, measure: measure, order: order, concurrency: concurrency)
        self.centres = NeighbourRows(
            .double(centres), measure: measure, order: (0..<Int32(centres.rows)).map { $0 }, concurrency: 1)
    }

    /// The lists in the order that a row asks them in: the nearest centre first.
    ///
    /// - Parameters: as of `nearest`.
    /// - Complexity: O(lists * columns).
    public func lists(_ probes: Int, for queries: DesignMatrix, row: Int) -> [Int] {
        centres.nearest(probes, to: queries, row: row).map { Int($0.row) }
    }

    /// The nearest rows of one row, on the calling thread.
    ///
    /// - Parameters:
    ///   - count: how many; above 0. There may be fewer.
    ///   - queries: dense; shape (any, columns).
    ///   - row: of the queries; finite and within ±1e90, and not all zeros for cosines.
    ///   - probes: lists that are looked at; above 0.
    /// - Returns: nearest first.
    /// - Complexity: O((lists + rows of the probed) * columns).
    public func nearest(_ count: Int, to queries: DesignMatrix, row: Int, probes: Int) -> [Neighbour] {
        let query = rows.query(row, of: queries)
        var candidates = NearestCandidates(count, reach: query.reach)
        var products: [Float] = []
        for list in lists(min(probes, self.count), for: queries, row: row) {
            rows.scan(starts[list]..<starts[list + 1], query, &products, &candidates)
        }
        return rows.settle(candidates, query, count: count)
    }

    /// The same of many rows, side by side.
    public func nearest(
        _ count: Int, to queries: DesignMatrix, _ asked: [Int32], probes: Int, concurrency: Int
    ) -> [[Neighbour]] {
        RowBlocks(rowCount: asked.count, blockSize: 64, concurrency: concurrency).map { block in
            block.map { nearest(count, to: queries, row: Int(asked[$0]), probes: probes) }
        }.flatMap { $0 }
    }
}
