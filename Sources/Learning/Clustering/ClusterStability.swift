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
    /// A cluster of which no row was drawn has nil, and all have where a sample has fewer different rows than there are clusters:
    /// a mean over the other samples would be one of chosen samples.
    ///
    /// - Complexity: that of a fit to `limit` rows for each sample.
    func similarities(_ clusters: [Int32], count: Int) -> [Double?] {
        let found = RowBlocks(rowCount: samples, blockSize: 1, concurrency: concurrency).map { sample in
            similarities(clusters, count, sample: sample.lowerBound)
        }
        let measured = found.compactMap { $0 }
        guard measured.count == found.count else { return [Double?](repeating: nil, count: count) }
        return (0..<count).map { cluster in
            let own = measured.map { $0[cluster] }.filter { !$0.isNaN }
            return own.isEmpty ? nil : own.reduce(0, +) / Double(own.count)
        }
    }

    /// The fit of a sample, from a start of its own: with one start for all, samples would be more alike than other rows are.
    private func estimator(seed: UInt64) -> KMeans {
        var single = configuration
        single.restarts = 1
        single.batchSize = nil
        single.seed = seed
        do {
            return try KMeans(single, concurrency: 1)
        } catch {
            preconditionFailure("settings that were checked once hold")
        }
    }

    /// NaN for a cluster of which no row was drawn; nil where there are fewer different rows than clusters.
    private func similarities(_ clusters: [Int32], _ count: Int, sample: Int) -> [Double]? {
        var random = CounterRandom(seed: configuration.seed, stream: "cluster stability")
            .substream(UInt32(sample))
        let estimator = estimator(seed: random.next())
        let all = rows.design.rows
        var times = [Int: Double](minimumCapacity: min(all, limit))
        for _ in 0..<min(all, limit) {
            times[min(Int(random.nextUniform() * Double(all)), all - 1), default: 0] += 1
        }
        let chosen = times.keys.sorted()
        let weights = chosen.map { (times[$0] ?? 1) * (rows.weights?[$0] ?? 1) }
        guard let fit = try? estimator.fit(ClusterRows(rows, chosen, weights: weights)) else { return nil }
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
