/// A clustering into some number of clusters, and how good it is.
public struct ClusterCandidate: Equatable, Sendable {
    /// The clustering.
    public let fit: KMeansFit
    /// The mean silhouette, in -1...1; nil for a single cluster.
    public let silhouette: Double?
    /// The mean bootstrap similarity of each cluster, in 0...1; nil where it was not asked for, and for a cluster where it could
    /// not be measured: samples had fewer different rows than there are clusters, or none of the cluster's.
    public let stability: [Double?]?

    /// The least stability of a cluster, of those that were measured.
    public var leastStability: Double? { stability?.compactMap { $0 }.min() }
}
