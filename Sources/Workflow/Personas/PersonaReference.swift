/// What clusters looked like in the leads that they were found in: what later leads are compared with.
public struct PersonaReference: Codable, Equatable, Sendable {
    /// Leads of each cluster.
    public var sizes: [Int]
    /// Those of them with the outcome.
    public var positives: [Int]
    /// The variance of each standardized column within each cluster; shape (clusters, columns).
    public var variances: [[Double]]

    /// Measures clusters.
    ///
    /// - Parameters:
    ///   - rows: standardized; shape (rows, columns).
    ///   - centres: shape (clusters, columns).
    init(rows: [[Double]], clusters: [Int], labels: [Bool], centres: [[Double]]) {
        sizes = [Int](repeating: 0, count: centres.count)
        positives = sizes
        variances = centres.map { [Double](repeating: 0, count: $0.count) }
        for (place, cluster) in clusters.enumerated() {
            sizes[cluster] += 1
            if labels[place] { positives[cluster] += 1 }
            for (column, value) in rows[place].enumerated() {
                let difference = value - centres[cluster][column]
                variances[cluster][column] += difference * difference
            }
        }
        for cluster in centres.indices where sizes[cluster] > 0 {
            for column in variances[cluster].indices {
                variances[cluster][column] /= Double(sizes[cluster])
            }
        }
    }
}
