extension RankedRows {
    /// The net benefit at 1 % to 99 %, with pointwise intervals: each holds for its threshold, not all for all.
    ///
    /// Value and interval are those of `netBenefit(at:)`; from one threshold to the next lower only the rows between them
    /// are added.
    /// - Returns: 99 points, thresholds ascending.
    /// - Complexity: O(n).
    /// - Source: A. J. Vickers, E. B. Elkin, Medical Decision Making 26 (2006) 565-574.
    public func decisionCurve() -> [DecisionPoint] {
        let total = Double(count)
        let positives = Double(counts.positiveCount)
        var taken = TakenRows(clusters, count: count)
        var points: [DecisionPoint] = []
        var row = 0
        for percent in (1...99).reversed() {
            let threshold = Double(percent) / 100
            let price = threshold / (1 - threshold)
            while row < count, counts.scores[Int(levels[row])] >= threshold {
                taken.add(isPositive: labels[row], cluster: clusters.map { Int($0.numbers[row]) } ?? row)
                row += 1
            }
            let mean = taken.sum(price) / total
            let half = taken.variance(price, mean: mean).map { quantile * $0.squareRoot() }
            points.append(
                DecisionPoint(
                    threshold: threshold, netBenefit: mean, lower: half.map { mean - $0 },
                    upper: half.map { mean + $0 }, treatAll: (positives - price * (total - positives)) / total
                ))
        }
        return points.reversed()
    }
}

/// The rows above a threshold, summed by cluster, with the sums of squares that a variance takes.
private struct TakenRows {
    private let count: Int
    /// Rows of each cluster, taken or not; empty where each row is its own.
    private let sizes: [Double]
    private let sizeSquares: Double
    private var ofCluster: [SIMD2<Double>]
    private var totals = SIMD2<Double>.zero
    /// Over clusters: positives squared, positives times negatives, negatives squared.
    private var squares = SIMD3<Double>.zero
    /// Over clusters: positives and negatives times rows.
    private var bySize = SIMD2<Double>.zero

    init(_ clusters: RankedRows.Clusters?, count: Int) {
        self.count = count
        guard let clusters else {
            sizes = []
            sizeSquares = Double(count)
            ofCluster = []
            return
        }
        var sizes = [Double](repeating: 0, count: clusters.count)
        for number in clusters.numbers { sizes[Int(number)] += 1 }
        self.sizes = sizes
        sizeSquares = sizes.reduce(0) { $0 + $1 * $1 }
        ofCluster = [SIMD2<Double>](repeating: .zero, count: clusters.count)
    }

    mutating func add(isPositive: Bool, cluster: Int) {
        let one: SIMD2<Double> = isPositive ? SIMD2(1, 0) : SIMD2(0, 1)
        totals += one
        guard !sizes.isEmpty else {
            squares += SIMD3(one.x, 0, one.y)
            bySize += one
            return
        }
        let old = ofCluster[cluster]
        let new = old + one
        ofCluster[cluster] = new
        squares += SIMD3(
            new.x * new.x - old.x * old.x, new.x * new.y - old.x * old.y, new.y * new.y - old.y * old.y)
        bySize += one * sizes[cluster]
    }

    /// The worth of all rows taken.
    func sum(_ price: Double) -> Double { totals.x - price * totals.y }

    /// The variance of the mean worth of a row; nil with too few rows or clusters.
    func variance(_ price: Double, mean: Double) -> Double? {
        let units = sizes.isEmpty ? count : sizes.count
        guard units >= (sizes.isEmpty ? 2 : RankedRows.minimumClusters) else { return nil }
        let worth = squares.x - 2 * price * squares.y + price * price * squares.z
        let withSize = bySize.x - price * bySize.y
        let spread = worth - 2 * mean * withSize + mean * mean * sizeSquares
        let scale = Double(units) / Double(units - 1)
        return max(0, spread) * scale / (Double(count) * Double(count))
    }
}
