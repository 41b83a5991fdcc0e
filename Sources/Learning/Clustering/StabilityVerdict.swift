/// What a cluster's bootstrap similarity says about it.
///
/// Source: C. Hennig, "Cluster-wise assessment of cluster stability" (2007), and the documentation of R's `clusterboot`.
public enum StabilityVerdict: String, Codable, Sendable {
    /// From 0.85.
    case highlyStable
    /// From 0.75.
    case valid
    /// From 0.6: there is a pattern, but which rows belong to it is not settled.
    case doubtful
    /// Below 0.6.
    case notToBeTrusted
    /// Samples had too few different rows to tell.
    case notMeasured

    /// The verdict of a mean similarity in 0...1; nil for one that could not be measured.
    public init(similarity: Double?) {
        guard let similarity else {
            self = .notMeasured
            return
        }
        self =
            similarity >= 0.85
            ? .highlyStable : similarity >= 0.75 ? .valid : similarity >= 0.6 ? .doubtful : .notToBeTrusted
    }
}
