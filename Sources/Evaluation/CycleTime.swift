internal import Arithmetic

/// How long positive rows took to their outcome.
struct CycleTime {
    /// Days, ascending, (n_positives).
    private let days: [Double]
    private let clusters: RankedRows.Clusters?

    /// - Parameters:
    ///   - days: from the question to the outcome, (n_rows); nil for rows without.
    ///   - rows: indices of rows, each once.
    /// - Complexity: O(n log n).
    init(_ days: [Double?], clusters: Clustering?, rows: [Int]) {
        let positives = rows.filter { days[$0] != nil }
        let own = clusters?.subset(positives)
        let numbers = own?.numbers ?? [Int32](repeating: 0, count: positives.count)
        let order = zip(positives, numbers).map { (days: days[$0] ?? 0, cluster: $1) }
            .sorted { ($0.days, $0.cluster) < ($1.days, $1.cluster) }
        self.days = order.map(\.days)
        self.clusters = own.flatMap { own in
            own.joinsRows
                ? RankedRows.Clusters(name: own.name, numbers: order.map(\.cluster), count: own.count) : nil
        }
    }

    /// The median, the mean of the two in the middle of an even number, with a percentile interval.
    ///
    /// - Complexity: O(resamples * n_positives).
    func median(resamples: Int, seed: UInt64) -> MetricEstimate {
        guard !days.isEmpty else { return .undefined("no positives") }
        let drawn = Resampling(
            count: resamples, seed: seed, rowCount: days.count, clusters: clusters
        ).mapCumulated { Self.median(days, $0) }
        let once = Array(0...UInt32(days.count))
        return PercentileInterval(
            drawn, of: .init(rowCount: days.count, clusters), prefix: "median of \(days.count) positives"
        ).estimate(of: Self.median(days, once.span) ?? .nan)
    }

    /// The median where each value is drawn some times; nil where none is.
    ///
    /// - Parameter cumulated: how many are drawn before each and at the end, (n + 1).
    private static func median(_ days: [Double], _ cumulated: Span<UInt32>) -> Double? {
        let total = cumulated[days.count]
        guard total > 0 else { return nil }
        func value(at place: UInt32) -> Double {
            days[days.indices.partitioningIndex { cumulated[$0 + 1] > place }]
        }
        return (value(at: (total - 1) / 2) + value(at: total / 2)) / 2
    }
}
