import FoundationEssentials
public import LinearAlgebra

/// Chooses the number of clusters: of those whose clusters are all found again in bootstrap samples, the one whose rows are
/// nearest to their own.
public struct ClusterCountSearch: Sendable {
    /// Settings of the fits; their number of clusters is not used.
    public let configuration: KMeans.Configuration
    /// Bootstrap samples; 0 leaves stability out.
    public let samples: Int
    /// Rows that a silhouette looks at, and a bootstrap sample draws, at most.
    public let rowLimit: Int
    /// Threads at most; the bits do not depend on it.
    public let concurrency: Int

    /// The least stability of a cluster that is valid.
    public static let leastStability = 0.75

    /// Creates a search.
    ///
    /// - Throws: `ConfigurationError` for a setting out of its range.
    public init(
        _ configuration: KMeans.Configuration, samples: Int = 100, rowLimit: Int = 5_000,
        concurrency: Int? = nil
    ) throws(ConfigurationError) {
        _ = try KMeans(configuration, concurrency: concurrency)
        guard samples >= 0 && samples <= 100_000 else {
            throw ConfigurationError(key: "samples", requirement: "a whole number in 0...100000")
        }
        guard rowLimit > 1 && rowLimit <= 50_000 else {
            throw ConfigurationError(key: "rowLimit", requirement: "a whole number in 2...50000")
        }
        self.configuration = configuration
        self.samples = samples
        self.rowLimit = rowLimit
        self.concurrency = concurrency ?? ProcessInfo.processInfo.activeProcessorCount
    }

    /// Clusters rows into each of some numbers of clusters.
    ///
    /// - Parameters: rows, weights and start as of `KMeans.fit`, and the numbers, in 1...16777216.
    /// - Returns: the clusterings, in the order of the counts, and the place of the best: the greatest silhouette among those
    ///   whose least stability is 0.75 or more; among all where there are none. Of equal ones the first.
    /// - Throws: `LearningError` as `KMeans.fit`; `ConfigurationError` for counts out of range.
    /// - Complexity: that of the fits, and of one to `rowLimit` rows for each sample.
    public func candidates(
        _ rows: DesignMatrix, weights: [Double]? = nil, counts: ClosedRange<Int>, start: Matrix? = nil
    ) throws -> (candidates: [ClusterCandidate], best: Int) {
        let sample = try ClusterRows(
            rows, weights: weights, isSpherical: configuration.isSpherical, centres: start,
            concurrency: concurrency)
        let silhouette = Silhouette(
            of: sample, limit: rowLimit, seed: configuration.seed, concurrency: concurrency)
        var candidates: [ClusterCandidate] = []
        for count in counts {
            var own = configuration
            own.clusters = count
            let fit = try KMeans(own, concurrency: concurrency).fit(sample, start: start)
            let stability =
                samples == 0
                ? nil
                : ClusterStability(
                    rows: sample, configuration: own, samples: samples, limit: rowLimit,
                    concurrency: concurrency
                ).similarities(fit.clusters, count: count)
            candidates.append(
                ClusterCandidate(
                    fit: fit, silhouette: silhouette.value(fit.clusters, count: count), stability: stability))
        }
        let stable = candidates.indices.filter { place in
            candidates[place].stability?.allSatisfy { $0 ?? 0 >= Self.leastStability } ?? true
        }
        let among = stable.isEmpty ? Array(candidates.indices) : stable
        var best = among[0]
        for place in among
        where candidates[place].silhouette ?? -.infinity > candidates[best].silhouette ?? -.infinity {
            best = place
        }
        return (candidates, best)
    }

    /// How well given clusters are found again in bootstrap samples of their rows: the mean of each one's greatest Jaccard similarity with
    /// a cluster of the sample; nil where it could not be measured.
    ///
    /// - Parameter clusters: the cluster of each row, below `count`; they need not come from a fit to these rows.
    /// - Throws: `LearningError` as `KMeans.fit`.
    /// - Complexity: that of a fit to `rowLimit` rows for each sample.
    public func stability(
        of clusters: [Int32], in rows: DesignMatrix, count: Int
    ) throws -> [Double?] {
        var own = configuration
        own.clusters = count
        return ClusterStability(
            rows: try ClusterRows(
                rows, weights: nil, isSpherical: configuration.isSpherical, concurrency: concurrency),
            configuration: own, samples: samples, limit: rowLimit, concurrency: concurrency
        ).similarities(clusters, count: count)
    }
}
