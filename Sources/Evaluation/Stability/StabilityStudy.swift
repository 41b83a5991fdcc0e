import Dispatch
import Synchronization

/// Tests features, and the score, of a slice of time against the train slice.
///
/// The same samples give the same bits at any number of threads: each column has random numbers of its own.
public struct StabilityStudy: Sendable {
    /// A column of both samples in frozen bins.
    public struct Column: Sendable {
        /// `feature=<name>` or `score`.
        public var group: String
        /// The bin of each row, (n_reference + n_current): the reference's rows first.
        public var bins: [Int32]
        /// The number of bins.
        public var binCount: Int
        /// The bin of levels that the reference has not; nil of a number.
        ///
        /// Rare levels, of fewer than ten rows of both samples, join it: a level that only later rows have is in no draw of the
        /// reference's, and were always news.
        public var unknown: Int32?

        /// Creates a column.
        ///
        /// - Precondition: every bin is in `0..<binCount`.
        public init(group: String, bins: [Int32], binCount: Int, unknown: Int32? = nil) {
            self.group = group
            self.bins = bins
            self.binCount = binCount
            self.unknown = unknown
        }

        /// The column with its rare levels among the unknown.
        ///
        /// - Complexity: O(rows + bins).
        func joined() -> Column {
            guard let unknown else { return self }
            var counts = [Int](repeating: 0, count: binCount)
            for bin in bins { counts[Int(bin)] += 1 }
            let kept = counts.indices.filter { counts[$0] >= 10 && $0 != Int(unknown) }
            var place = [Int32](repeating: Int32(kept.count), count: binCount)
            for (number, bin) in kept.enumerated() { place[bin] = Int32(number) }
            return Column(group: group, bins: bins.map { place[Int($0)] }, binCount: kept.count + 1)
        }
    }

    private let seed: UInt64
    private let minimumRows: Int
    private static let draws = 2000

    /// Creates a study.
    ///
    /// - Parameters:
    ///   - seed: of the random numbers.
    ///   - minimumRows: a slice of fewer rows is too small to say.
    public init(seed: UInt64, minimumRows: Int = 1) {
        self.seed = seed
        self.minimumRows = max(1, minimumRows)
    }

    /// Tests the columns, and adjusts the p-values for their number.
    ///
    /// - Parameters:
    ///   - columns: features and the score, each of the same rows.
    ///   - referenceRows: how many of the rows are the reference's, the first.
    ///   - clusters: what rows belong together; nil makes rows independent.
    ///   - slice: the name of the slice of time.
    /// - Complexity: O(columns x (rows + draws x bins)), on all processors; at least 2,000 draws, and so many of what is
    ///   above nearly all of them that one of all columns could be found to have drifted.
    public func drifts(
        of columns: [Column], referenceRows: Int, clusters: PooledClusters?, slice: String
    ) -> [PopulationDrift] {
        // One alone of k is found at a p-value of level / (k H_k): the smallest of so many draws.
        let least =
            PopulationDrift.level / (Double(columns.count) * BenjaminiYekutieli.harmonic(columns.count))
        let most = columns.isEmpty ? Self.draws : max(Self.draws, Int((1 / least).rounded(.up)))
        let shared = Mutex([PopulationDrift?](repeating: nil, count: columns.count))
        DispatchQueue.concurrentPerform(iterations: columns.count) { index in
            let drift = drift(
                of: columns[index], referenceRows, clusters, slice, most: most, stream: UInt64(index))
            shared.withLock { $0[index] = drift }
        }
        var drifts = shared.withLock { $0.compactMap { $0 } }
        let tested = drifts.indices.filter { drifts[$0].pValue != nil }
        let adjusted = BenjaminiYekutieli.adjusted(tested.compactMap { drifts[$0].pValue })
        for (index, value) in zip(tested, adjusted) { drifts[index].adjusted = value }
        return drifts
    }

    private func drift(
        of given: Column, _ referenceRows: Int, _ clusters: PooledClusters?, _ slice: String, most: Int,
        stream: UInt64
    ) -> PopulationDrift {
        let column = given.joined()
        var counts = [[Int]](repeating: [Int](repeating: 0, count: column.binCount), count: 2)
        for (row, bin) in column.bins.enumerated() { counts[row < referenceRows ? 0 : 1][Int(bin)] += 1 }
        let samples = PopulationStability(reference: counts[0], current: counts[1])
        var drift = PopulationDrift(group: column.group, slice: slice, samples)
        if samples.currentRows < minimumRows || samples.referenceRows < 1 {
            drift.reason = "too small to say, fewer than \(minimumRows) rows"
            return drift
        }
        if samples.bins < 2 {
            drift.reason = "all rows are in one bin"
            return drift
        }
        let value = samples.value
        drift.value = value
        if let clusters {
            drift.clusters = "\(clusters.count) clusters of \(clusters.name)"
            guard min(clusters.referenceCount, clusters.currentCount) >= PooledClusters.minimum else {
                drift.reason = "too small to say, fewer than \(PooledClusters.minimum) clusters of a sample"
                return drift
            }
        }
        let effect = clusters?.designEffect(column.bins, binCount: column.binCount) ?? 1
        func null(_ draws: Int) -> StabilityNull {
            StabilityNull(samples, designEffect: effect, draws: draws, seed: seed, stream: stream)
        }
        var drawn = null(Self.draws)
        if most > Self.draws, drawn.pValue(of: value) <= 0.01 { drawn = null(most) }
        drift.designEffect = effect
        drift.threshold = drawn.quantile(0.95)
        drift.strictThreshold = drawn.quantile(0.99)
        drift.pValue = drawn.pValue(of: value)
        return drift
    }
}
