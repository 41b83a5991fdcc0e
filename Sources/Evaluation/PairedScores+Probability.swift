import Glibc

extension PairedScores {
    /// The Brier score of the candidate less that of the baseline, both being probabilities; below 0 it is better.
    ///
    /// - Complexity: O(n).
    public func brierDifference() -> MetricEstimate {
        meanDifference { probability, isPositive in
            let distance = isPositive ? 1 - probability : probability
            return distance * distance
        }
    }

    /// The log loss of the candidate less that of the baseline, both being probabilities; below 0 it is better.
    ///
    /// - Complexity: O(n).
    public func logLossDifference() -> MetricEstimate {
        meanDifference { probability, isPositive in
            let kept = RankedCounts.awayFromEnds(probability)
            return -log(isPositive ? kept : 1 - kept)
        }
    }

    private func meanDifference(_ loss: (Double, Bool) -> Double) -> MetricEstimate {
        let differences = rows.map { row in
            loss(candidate.scores[Int(row.candidate)], row.isPositive)
                - loss(baseline.scores[Int(row.baseline)], row.isPositive)
        }
        let total = Double(rows.count)
        let mean = differences.reduce(0, +) / total
        let units = clusters?.count ?? rows.count
        guard units >= (clusters == nil ? 2 : RankedRows.minimumClusters) else {
            return MetricEstimate(value: mean, method: "paired mean; no interval, too few rows or clusters")
        }
        var sums = [Double](repeating: 0, count: units)
        for (index, difference) in differences.enumerated() {
            sums[clusters.map { Int($0.numbers[index]) } ?? index] += difference - mean
        }
        let scale = Double(units) / Double(units - 1)
        let error = (sums.reduce(0) { $0 + $1 * $1 } * scale).squareRoot() / total
        let quantile = clusters.map { StudentInterval.quantile(degrees: $0.count - 1) }
        let half = (quantile ?? NormalInterval.quantile) * error
        return MetricEstimate(
            value: mean, lower: mean - half, upper: mean + half,
            method: "paired mean; " + (byClusters.map { "t 95%" + $0 } ?? "normal 95%"))
    }
}
