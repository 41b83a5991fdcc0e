import LinearAlgebra
public import Models

/// The clusters that k-means found.
public struct KMeansFit: Equatable, Sendable {
    /// The centres, and how rows are compared with them.
    public let model: ClusterModel
    /// The cluster of each row; shape (rows).
    public let clusters: [Int32]
    /// The number of rows of each cluster; shape (clusters).
    public let sizes: [Int]
    /// The sum of the weights of each cluster's rows; shape (clusters).
    public let weights: [Double]
    /// The weighted sum of squared distances to the centres.
    public let inertia: Double
    /// Iterations, or batches, that were made.
    public let iterations: Int
    /// How the iterations ended.
    public let state: State
    /// How often an empty cluster was given a far row.
    public let repairs: Int

    /// How iterations end.
    public enum State: String, Codable, Sendable {
        /// No row changed its cluster, or centres hardly moved.
        case converged
        /// Iterations ran out.
        case iterationLimit
    }

    init(_ result: LloydSearch.Result, _ configuration: KMeans.Configuration) throws(LearningError) {
        let centres = result.centres
        do {
            model = try ClusterModel(
                centres: (0..<centres.rows).map { row in
                    (0..<centres.columns).map { centres[row, $0] }
                }, isSpherical: configuration.isSpherical)
        } catch {
            throw .invalidModel(error)
        }
        clusters = result.clusters
        var sizes = [Int](repeating: 0, count: centres.rows)
        for cluster in result.clusters { sizes[Int(cluster)] += 1 }
        self.sizes = sizes
        weights = result.weights
        inertia = result.inertia
        iterations = result.iterations
        state = result.hasConverged ? .converged : .iterationLimit
        repairs = result.repairs
    }
}
