extension PairedScores {
    /// AUROC of the candidate less that of the baseline, with the paired DeLong 95 % interval in [-1, 1].
    ///
    /// By clusters it is Obuchowski's, with Student's quantile.
    /// - Complexity: O(n).
    /// - Source: DeLong, DeLong, Clarke-Pearson, Biometrics 44 (1988) 837-845; N. A. Obuchowski, Biometrics 53 (1997)
    ///   567-578.
    public func aurocDifference() -> MetricEstimate {
        guard let first = candidate.auroc().value, let second = baseline.auroc().value else {
            return .undefined(RankedCounts.oneClass)
        }
        let difference = first - second
        let name = clusters == nil ? "paired delong" : "paired obuchowski"
        if let clusters, clusters.count < RankedRows.minimumClusters {
            return MetricEstimate(value: difference, method: name + "; " + RankedRows.tooFew("clusters"))
        }
        guard let variance = variance(about: difference) else {
            return MetricEstimate(
                value: difference, method: name + "; no interval, too few rows or clusters of a class")
        }
        guard variance > 1e-24 else {
            // Two perfect rankings have a difference of 0, too, but need not agree about other rows.
            if rankAlike {
                return MetricEstimate(value: 0, lower: 0, upper: 0, method: name + "; the rankings agree")
            }
            return MetricEstimate(value: difference, method: name + "; no interval, its variance is zero")
        }
        let quantile = clusters.map { StudentInterval.quantile(degrees: $0.count - 1) }
        let half = (quantile ?? NormalInterval.quantile) * variance.squareRoot()
        return MetricEstimate(
            value: difference, lower: max(-1, difference - half), upper: min(1, difference + half),
            method: name + (byClusters.map { " t 95%" + $0 } ?? " 95%"))
    }

    private func variance(about difference: Double) -> Double? {
        let ofCandidate = candidate.placements()
        let ofBaseline = baseline.placements()
        var sums = PlacementSums(clusterCount: clusters?.count ?? rows.count)
        for (index, row) in rows.enumerated() {
            let (own, theirs) = (ofCandidate[Int(row.candidate)], ofBaseline[Int(row.baseline)])
            let gap =
                row.isPositive ? own.ofPositive - theirs.ofPositive : own.ofNegative - theirs.ofNegative
            sums.add(
                gap - difference, isPositive: row.isPositive,
                cluster: clusters == nil ? index : Int(row.cluster))
        }
        return sums.variance(
            positiveCount: candidate.positiveCount, negativeCount: candidate.negativeCount)
    }
}
