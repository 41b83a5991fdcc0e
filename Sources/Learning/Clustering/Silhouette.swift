import LinearAlgebra

/// How much nearer rows are to their own cluster than to the next one.
///
/// The mean over rows of (b - a) / max(a, b), where a is the mean distance to the other rows of its cluster and b the least mean
/// distance to those of another cluster; 0 for a row alone. Each row counts once.
///
/// Source: P. Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster analysis" (1987).
struct Silhouette: Sendable {
    /// Rows whose distances to each other are looked at.
    private let sample: ClusterRows
    private let chosen: [Int]
    private let concurrency: Int

    /// Draws the rows: all where there are not more than `limit`, else that many.
    init(of rows: ClusterRows, limit: Int, seed: UInt64, concurrency: Int) {
        let count = rows.design.rows
        chosen = Self.draw(min(limit, count), of: count, seed: seed)
        sample = chosen.count == count ? rows : ClusterRows(rows, chosen, weights: nil)
        self.concurrency = concurrency
    }

    /// The silhouette of a clustering; nil where the rows that were drawn are all of one cluster.
    ///
    /// - Parameters:
    ///   - clusters: of all rows.
    ///   - count: the number of clusters.
    /// - Complexity: O(drawn rows^2 * columns).
    func value(_ clusters: [Int32], count: Int) -> Double? {
        let own = chosen.map { Int(clusters[$0]) }
        let sizes = own.reduce(into: [Double](repeating: 0, count: count)) { $0[$1] += 1 }
        guard sizes.count(where: { $0 > 0 }) > 1 else { return nil }
        let design = sample.design
        let search = CentreSearch(design.selected(Array(chosen.indices)), for: design)
        let parts = RowBlocks(rowCount: chosen.count, blockSize: 256, concurrency: concurrency).map { rows in
            let squares = search.squaredDistances(rows, in: design, norms: sample.norms)
            return Self.sum(rows, squares.span, own, sizes)
        }
        return parts.reduce(0, +) / Double(chosen.count)
    }

    private static func sum(
        _ rows: Range<Int>, _ squares: Span<Double>, _ own: [Int], _ sizes: [Double]
    ) -> Double {
        let count = sizes.count
        var sums = [Double](repeating: 0, count: rows.count * count)
        var distances = sums.mutableSpan
        for (other, cluster) in own.enumerated() {
            for place in 0..<rows.count where rows.lowerBound + place != other {
                distances[place * count + cluster] += squares[other * rows.count + place].squareRoot()
            }
        }
        var total = 0.0
        for place in 0..<rows.count {
            let cluster = own[rows.lowerBound + place]
            guard sizes[cluster] > 1 else { continue }
            let inside = sums[place * count + cluster] / (sizes[cluster] - 1)
            var outside = Double.infinity
            for other in 0..<count where other != cluster && sizes[other] > 0 {
                outside = min(outside, sums[place * count + other] / sizes[other])
            }
            let larger = max(inside, outside)
            if larger > 0 { total += (outside - inside) / larger }
        }
        return total
    }

    /// Different rows, ascending, each set of them as likely as any other.
    static func draw(_ count: Int, of rows: Int, seed: UInt64) -> [Int] {
        guard count < rows else { return Array(0..<rows) }
        var random = CounterRandom(seed: seed, stream: "silhouette")
        var chosen: [Int] = []
        for row in 0..<rows
        where random.nextUniform() * Double(rows - row) < Double(count - chosen.count) {
            chosen.append(row)
        }
        return chosen
    }
}
