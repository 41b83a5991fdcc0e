extension RankedRows {
    /// How far each row pulls a statistic: its influence, which is the same for all rows of one score and class.
    ///
    /// The statistic's error is that of the mean influence, whose expectation is 0.
    struct Influence {
        /// Of a positive at each level, (n_levels).
        var ofPositive: [Double]
        /// Of a negative at each level, (n_levels).
        var ofNegative: [Double]

        static func + (left: Influence, right: Influence) -> Influence { left.with(right) { $0 + $1 } }
        static func - (left: Influence, right: Influence) -> Influence { left.with(right) { $0 - $1 } }

        private func with(_ other: Influence, _ join: (Double, Double) -> Double) -> Influence {
            Influence(
                ofPositive: zip(ofPositive, other.ofPositive).map(join),
                ofNegative: zip(ofNegative, other.ofNegative).map(join))
        }
    }

    /// An influence from what it is at each level.
    func influence(_ pull: (_ level: Int, _ isPositive: Bool) -> Double) -> Influence {
        Influence(
            ofPositive: counts.scores.indices.map { pull($0, true) },
            ofNegative: counts.scores.indices.map { pull($0, false) })
    }

    /// Fewer clusters say nothing of the error between them.
    static let minimumClusters = 10

    /// The variance of a statistic; nil with too few rows or clusters.
    ///
    /// Clusters are independent, rows within them are not: the influences of a cluster are added first.
    /// - Complexity: O(n).
    /// - Source: K.-Y. Liang, S. L. Zeger, Biometrika 73 (1986) 13-22.
    func variance(of influence: Influence) -> Double? {
        let total = Double(count)
        var squares = 0.0
        var units = total
        if let clusters {
            guard clusters.count >= Self.minimumClusters else { return nil }
            var sums = [Double](repeating: 0, count: clusters.count)
            for row in levels.indices {
                let level = Int(levels[row])
                sums[Int(clusters.numbers[row])] +=
                    labels[row] ? influence.ofPositive[level] : influence.ofNegative[level]
            }
            squares = sums.reduce(0) { $0 + $1 * $1 }
            units = Double(clusters.count)
        } else {
            guard count > 1 else { return nil }
            for level in counts.scores.indices {
                let (positive, negative) = (influence.ofPositive[level], influence.ofNegative[level])
                squares += Double(counts.positives[level]) * positive * positive
                squares += Double(counts.negatives[level]) * negative * negative
            }
        }
        return squares * (units / (units - 1)) / (total * total)
    }

    /// A value with the interval of its variance.
    ///
    /// - Parameters:
    ///   - variance: the square of the standard error; nil leaves the interval out.
    ///   - name: how the value is computed.
    ///   - interval: the kind of interval where rows are independent.
    ///   - range: where the value can lie.
    func estimate(
        _ value: Double, variance: Double?, name: String, interval: String = "normal 95%",
        within range: ClosedRange<Double> = -Double.infinity...Double.infinity
    ) -> MetricEstimate {
        guard let variance else { return MetricEstimate(value: value, method: name + "; " + noInterval) }
        let half = quantile * variance.squareRoot()
        return MetricEstimate(
            value: value, lower: max(range.lowerBound, value - half),
            upper: min(range.upperBound, value + half),
            method: name + "; " + (byClusters.map { "t 95%" + $0 } ?? interval))
    }

    /// The 97.5 % quantile of a standardized error: Student's where the error is found from clusters.
    var quantile: Double {
        clusters.map { StudentInterval.quantile(degrees: $0.count - 1) } ?? NormalInterval.quantile
    }

    /// What is said of intervals that take clusters as independent; nil where rows are.
    var byClusters: String? { clusters?.words }

    /// Why there is no interval of so few.
    static func tooFew(_ units: String) -> String {
        "no interval, fewer than \(minimumClusters) \(units)"
    }

    private var noInterval: String {
        clusters == nil ? "one row, no interval" : Self.tooFew("clusters")
    }
}
