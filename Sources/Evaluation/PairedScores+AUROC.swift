extension PairedScores {
    /// AUROC of the candidate less that of the baseline, with the paired DeLong 95 % interval in [-1, 1].
    ///
    /// - Complexity: O(n).
    /// - Source: DeLong, DeLong, Clarke-Pearson, Biometrics 44 (1988) 837-845.
    public func aurocDifference() -> MetricEstimate {
        let positiveCount = candidate.positiveCount
        let negativeCount = candidate.negativeCount
        guard let first = candidate.auroc().value, let second = baseline.auroc().value else {
            return .undefined(RankedCounts.oneClass)
        }
        let difference = first - second
        guard positiveCount > 1, negativeCount > 1 else {
            return MetricEstimate(value: difference, method: "paired delong; no interval, one row of a class")
        }
        let ofCandidate = candidate.placements()
        let ofBaseline = baseline.placements()
        var ofPositives = 0.0
        var ofNegatives = 0.0
        for row in rows {
            let one = ofCandidate[Int(row.candidate)]
            let other = ofBaseline[Int(row.baseline)]
            let gap = (row.isPositive ? one.ofPositive - other.ofPositive : one.ofNegative - other.ofNegative)
            let deviation = gap - difference
            if row.isPositive {
                ofPositives += deviation * deviation
            } else {
                ofNegatives += deviation * deviation
            }
        }
        let variance =
            ofPositives / Double(positiveCount - 1) / Double(positiveCount)
            + ofNegatives / Double(negativeCount - 1) / Double(negativeCount)
        guard variance > 1e-24 else {
            if difference == 0 {
                return MetricEstimate(
                    value: 0, lower: 0, upper: 0, method: "paired delong; the rankings agree")
            }
            return MetricEstimate(
                value: difference, method: "paired delong; no interval, its variance is zero")
        }
        let half = NormalInterval.quantile * variance.squareRoot()
        return MetricEstimate(
            value: difference, lower: max(-1, difference - half), upper: min(1, difference + half),
            method: "paired delong 95%")
    }
}
