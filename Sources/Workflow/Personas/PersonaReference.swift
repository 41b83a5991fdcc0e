/// What clusters looked like in the leads that they were found in: what later leads are compared with.
public struct PersonaReference: Codable, Equatable, Sendable {
    /// Leads of each cluster.
    public var sizes: [Int]
    /// Those of them with the outcome.
    public var positives: [Int]
    /// The mean of each standardized column within each cluster; shape (clusters, columns).
    ///
    /// Where directions are compared, means are shorter than the centres, which have length 1.
    public var means: [[Double]]
    /// How each standardized column is spread within each cluster.
    public var levels: [ColumnLevels]
    /// Those that are farther from every centre than all but one in a thousand.
    public var strangers: Int

    /// Measures clusters.
    ///
    /// - Parameters:
    ///   - rows: standardized; shape (rows, columns).
    ///   - clusters: the cluster of each row, below `count`.
    ///   - strangers: how many rows are farther from every centre than all but one in a thousand.
    /// - Complexity: O(rows * columns * log(rows)).
    init(rows: [[Double]], clusters: [Int], labels: [Bool], count: Int, strangers: Int) {
        let columns = rows.first?.count ?? 0
        sizes = [Int](repeating: 0, count: count)
        positives = sizes
        means = [[Double]](repeating: [Double](repeating: 0, count: columns), count: count)
        levels = (0..<columns).map { column in
            let values = rows.map { $0[column] }
            return ColumnLevels(
                values, values: ColumnLevels.values(of: values), clusters: clusters, count: count)
        }
        self.strangers = strangers
        for (place, cluster) in clusters.enumerated() {
            sizes[cluster] += 1
            if labels[place] { positives[cluster] += 1 }
            for (column, value) in rows[place].enumerated() { means[cluster][column] += value }
        }
        for cluster in 0..<count where sizes[cluster] > 0 {
            for column in 0..<columns { means[cluster][column] /= Double(sizes[cluster]) }
        }
    }
}
