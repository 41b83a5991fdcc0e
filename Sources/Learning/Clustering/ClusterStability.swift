import LinearAlgebra

/// How well clusters are found again in other rows: the mean over bootstrap samples of each cluster's greatest Jaccard similarity
/// with a cluster of the sample.
///
/// Source: C. Hennig, "Cluster-wise assessment of cluster stability" (2007).
struct ClusterStability {
    let rows: ClusterRows
    let configuration: KMeans.Configuration
    /// Bootstrap samples.
    let samples: Int
    /// Rows a sample at most.
    let limit: Int
    let concurrency: Int

    /// The mean similarity of each cluster; shape (clusters).
    ///
    /// A cluster of which no row was drawn has 0.
    ///
    /// - Throws: `LearningError` as `KMeans.fit`.
    /// - Complexity: that of a fit to `limit` rows for each sample.
    func similarities(_ clusters: [Int32], count: Int) throws(LearningError) -> [Double] {
        let estimator: KMeans
        do {
            var single = configuration
            single.restarts = 1
            single.batchSize = nil
            estimator = try KMeans(single, concurrency: 1)
        } catch {
            preconditionFailure("settings that were checked once hold")
        }
        let found = RowBlocks(rowCount: samples, blockSize: 1, concurrency: concurrency).map { sample in
            similarities(clusters, count, estimator, sample: sample.lowerBound)
        }
        return (0..<count).map { cluster in
            let own = found.map { $0[cluster] }.filter { !$0.isNaN }
            return own.isEmpty ? 0 : own.reduce(0, +) / Double(own.count)
        }
    }

    /// NaN for a cluster of which no row was drawn.
    private func similarities(_ clusters: [Int32], _ count: Int, _ estimator: KMeans, sample: Int) -> [Double]
    {
        var random = CounterRandom(seed: configuration.seed, stream: "cluster stability")
            .substream(UInt32(sample))
        let all = rows.design.rows
        var times = [Int: Double](minimumCapacity: min(all, limit))
        for _ in 0..<min(all, limit) {
            times[min(Int(random.nextUniform() * Double(all)), all - 1), default: 0] += 1
        }
        let chosen = times.keys.sorted()
        let weights = chosen.map { (times[$0] ?? 1) * (rows.weights?[$0] ?? 1) }
        guard let fit = try? estimator.fit(ClusterRows(rows, chosen, weights: weights)) else {
            return [Double](repeating: .nan, count: count)
        }
        var shared = [Double](repeating: 0, count: count * count)
        var (before, after) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
        for (row, cluster) in zip(chosen, fit.clusters) {
            shared[Int(clusters[row]) * count + Int(cluster)] += 1
            before[Int(clusters[row])] += 1
            after[Int(cluster)] += 1
        }
        return (0..<count).map { own in
            guard before[own] > 0 else { return .nan }
            return (0..<count).map { other in
                let both = shared[own * count + other]
                return both / (before[own] + after[other] - both)
            }.max() ?? 0
        }
    }
}
