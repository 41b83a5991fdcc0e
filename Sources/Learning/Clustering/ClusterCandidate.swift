/// A clustering into some number of clusters, and how good it is.
public struct ClusterCandidate: Equatable, Sendable {
    /// The clustering.
    public let fit: KMeansFit
    /// The mean silhouette, in -1...1; nil for a single cluster.
    public let silhouette: Double?
    /// The mean bootstrap similarity of each cluster, in 0...1; nil where it was not asked for.
    public let stability: [Double]?

    /// The least stability of a cluster.
    public var leastStability: Double? { stability?.min() }
}
