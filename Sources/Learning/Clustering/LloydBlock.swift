import LinearAlgebra

/// The rows of one block: which cluster each belongs to, what is known of its distances, and the clusters' sums.
// One thread at a time works on a block, and none while others are read.
final class LloydBlock: @unchecked Sendable {
    /// The block's rows.
    let rows: Range<Int>
    /// The cluster of each row; shape (rows).
    private(set) var clusters: [Int32]
    /// The weighted sums of the clusters' rows and, last, their weights; shape (clusters, columns + 1).
    private(set) var sums: [Double]
    /// Not less than each row's distance to its own centre, and not more than that to any other; shape (rows).
    private var (upper, lower): ([Double], [Double])
    private var pending: [Int32] = []
    private var found: [NearestCentre] = []
    private var touched: [Bool]

    init(rows: Range<Int>, clusters count: Int, columns: Int) {
        self.rows = rows
        clusters = [Int32](repeating: -1, count: rows.count)
        upper = [Double](repeating: .infinity, count: rows.count)
        lower = [Double](repeating: 0, count: rows.count)
        sums = [Double](repeating: 0, count: count * (columns + 1))
        touched = [Bool](repeating: false, count: count)
    }

    /// Puts each row into the cluster of its nearest centre and adds up the clusters that changed.
    ///
    /// A row is looked at where its bounds allow for another centre to be nearest, by more than rounding.
    ///
    /// - Parameter moves: since the last call; nil at the first.
    /// - Returns: the number of rows that changed their cluster.
    func assign(
        by search: CentreSearch, _ moves: CentreMoves?, design: DesignMatrix, norms: [Double],
        weights: [Double]?
    ) -> Int {
        pending.removeAll(keepingCapacity: true)
        if let moves {
            Self.correct(&upper, &lower, clusters, moves, columns: design.columns, rows, &pending)
        } else {
            pending.append(contentsOf: rows.lazy.map(Int32.init))
        }
        guard !pending.isEmpty else { return 0 }
        search.nearest(pending, in: design, norms: norms, into: &found)
        let changed = Self.take(
            found, pending, first: rows.lowerBound, &upper, &lower, &clusters, &touched)
        if changed > 0 { addUp(design, weights) }
        return changed
    }

    /// Puts a row into another cluster, whose centre it will be.
    func place(_ row: Int, into cluster: Int, design: DesignMatrix, weights: [Double]?) {
        let place = row - rows.lowerBound
        touched[Int(clusters[place])] = true
        touched[cluster] = true
        clusters[place] = Int32(cluster)
        upper[place] = .infinity
        lower[place] = 0
        addUp(design, weights)
    }

    /// Takes over what was found, and tells how many rows changed their cluster.
    private static func take(
        _ found: [NearestCentre], _ pending: [Int32], first: Int, _ upper: inout [Double],
        _ lower: inout [Double], _ clusters: inout [Int32], _ touched: inout [Bool]
    ) -> Int {
        var upper = upper.mutableSpan
        var lower = lower.mutableSpan
        var clusters = clusters.mutableSpan
        var touched = touched.mutableSpan
        let (found, pending) = (found.span, pending.span)
        var changed = 0
        for index in 0..<pending.count {
            let place = Int(pending[index]) - first
            let nearest = found[index]
            upper[place] = nearest.upper
            lower[place] = nearest.lower
            let before = clusters[place]
            guard nearest.index != before else { continue }
            changed += 1
            if before >= 0 { touched[Int(before)] = true }
            touched[Int(nearest.index)] = true
            clusters[place] = nearest.index
        }
        return changed
    }

    /// Adds the clusters that changed up anew, in the order of rows: the bits are those of a sum from scratch.
    private func addUp(_ design: DesignMatrix, _ weights: [Double]?) {
        let width = design.columns + 1
        for cluster in touched.indices where touched[cluster] {
            for place in cluster * width..<(cluster + 1) * width { sums[place] = 0 }
        }
        design.addGroups(rows, clusters, chosen: touched, weights: weights, to: &sums)
        for cluster in touched.indices { touched[cluster] = false }
    }

    /// Corrects the bounds by how far centres went and tells the rows that these do not settle.
    private static func correct(
        _ upper: inout [Double], _ lower: inout [Double], _ clusters: [Int32], _ moves: CentreMoves,
        columns: Int, _ rows: Range<Int>, _ pending: inout [Int32]
    ) {
        var upper = upper.mutableSpan
        var lower = lower.mutableSpan
        let (moved, otherMoved, apart) = (moves.moved.span, moves.otherMoved.span, moves.apart.span)
        let clusters = clusters.span
        // Distances that are summed in double precision may be out of order within this.
        let margin = 1 + Double(columns + 16) * 0x1p-51
        for place in 0..<clusters.count {
            let cluster = Int(clusters[place])
            let near = (upper[place] + moved[cluster]) * (1 + 0x1p-51)
            let other = otherMoved[cluster]
            let far = lower[place] - other - 0x1p-50 * (lower[place] + other)
            upper[place] = near
            lower[place] = far
            if !(near * margin < max(far, apart[cluster] - near)) {
                pending.append(Int32(rows.lowerBound + place))
            }
        }
    }
}
