import Glibc

extension RankedRows {
    /// The parts of the Brier score: reliability less resolution plus uncertainty.
    public struct BrierParts: Sendable {
        /// The mean squared distance of promise and outcome, at least 0; 0 when calibrated.
        public let reliability: MetricEstimate
        /// How far outcomes spread with the score; what is left of it by bins counts too.
        public let resolution: MetricEstimate
        /// The variance of the outcome, in 0...0.25: the Brier score of the base rate.
        public let uncertainty: MetricEstimate
        /// The mean distance of promise and outcome, at least 0; 0 when calibrated.
        public let calibrationError: MetricEstimate
        /// How far each row pulls the calibration error, bins being fixed.
        let ofCalibrationError: Influence
    }

    /// Takes the Brier score apart over ten bins of equal mass.
    ///
    /// Outcomes scatter about what was promised even where every promise is right: that scatter's share in reliability
    /// and calibration error is taken off. Resolution is the generalized one, so that the parts add up to the Brier
    /// score although rows of one bin have several probabilities.
    /// - Complexity: O(n).
    /// - Source: A. H. Murphy, Journal of Applied Meteorology 12 (1973) 595-600; C. A. T. Ferro, T. E. Fricker,
    ///   Quarterly Journal of the Royal Meteorological Society 138 (2012) 1954-1960, for the scatter;
    ///   D. B. Stephenson, C. A. S. Coelho, I. T. Jolliffe, Weather and Forecasting 23 (2008) 752-757, for resolution;
    ///   A. Kumar, P. Liang, T. Ma, "Verified uncertainty calibration", NeurIPS 2019, for calibration error.
    public func brierParts() -> BrierParts {
        let bins = CalibrationGaps(self)
        let total = Double(count)
        var (plain, debiased, scatter) = (0.0, 0.0, 0.0)
        var (distance, distanceDebiased) = (0.0, 0.0)
        for bin in bins.gaps {
            let share = bin.size / total
            plain += share * bin.gap * bin.gap
            debiased += share * (bin.gap * bin.gap - bin.variance)
            scatter += 2 * (share * bin.variance) * (share * bin.variance)
            distance += share * abs(bin.gap)
            distanceDebiased += share * (abs(bin.gap) - Self.folding(abs(bin.gap), bin.variance.squareRoot()))
        }
        let base = Double(counts.positiveCount) / total
        let ofUncertainty = influence { _, isPositive in (1 - 2 * base) * ((isPositive ? 1 : 0) - base) }
        let ofReliability = influence { level, isPositive in
            let gap = bins.gaps[bins.binOfLevel[level]].gap
            let own = (isPositive ? 1 : 0) - counts.scores[level]
            return gap * gap - plain + 2 * gap * (own - gap)
        }
        let ofDistance = influence { level, isPositive in
            let gap = bins.gaps[bins.binOfLevel[level]].gap
            let own = (isPositive ? 1 : 0) - counts.scores[level]
            return abs(gap) - distance + (gap < 0 ? -1 : 1) * (own - gap)
        }
        let (brier, ofBrier) = meanInfluence { level, isPositive in squaredError(level, isPositive) }
        let reliability = max(0, debiased)
        func part(
            _ value: Double, _ pull: Influence, scatter: Double = 0, _ name: String,
            within range: ClosedRange<Double>
        ) -> MetricEstimate {
            estimate(value, variance: variance(of: pull).map { $0 + scatter }, name: name, within: range)
        }
        let name = "10 bins of equal mass, ties kept together, debiased"
        return BrierParts(
            reliability: part(reliability, ofReliability, scatter: scatter, name, within: 0...1),
            resolution: part(
                reliability + base * (1 - base) - brier, ofReliability + ofUncertainty - ofBrier,
                scatter: scatter, name, within: -1...1),
            uncertainty: part(base * (1 - base), ofUncertainty, "share of either class", within: 0...0.25),
            calibrationError: part(max(0, distanceDebiased), ofDistance, name, within: 0...1),
            ofCalibrationError: ofDistance)
    }

    /// How much larger the size of a gap is in the mean than the gap, when it is seen with a normal error.
    private static func folding(_ gap: Double, _ error: Double) -> Double {
        guard error > 0 else { return 0 }
        let ratio = gap / error
        let folded =
            error * (2 / Double.pi).squareRoot() * exp(-ratio * ratio / 2)
            + gap * erf(ratio / 2.0.squareRoot())
        return folded - gap
    }
}
