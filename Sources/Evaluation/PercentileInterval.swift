/// Bootstrap resamples of one statistic, as an interval.
struct PercentileInterval {
    let lower: Double?
    let upper: Double?
    let method: String

    /// The 2.5 % and 97.5 % quantiles (linear between order statistics); none when fewer than half of the
    /// resamples define the statistic.
    ///
    /// - Parameters:
    ///   - resampled: the statistic of each resample; nil where it is undefined.
    ///   - prefix: how the statistic is computed.
    ///   - suffix: what was drawn, where it is not rows.
    init(_ resampled: [Double?], prefix: String, suffix: String = "") {
        let defined = resampled.compactMap { $0 }.sorted()
        guard !defined.isEmpty, 2 * defined.count >= resampled.count else {
            lower = nil
            upper = nil
            method = prefix + "; no interval, too few resamples define it"
            return
        }
        func quantile(_ share: Double) -> Double {
            let place = share * Double(defined.count - 1)
            let below = Int(place)
            let above = min(below + 1, defined.count - 1)
            return defined[below] + (place - Double(below)) * (defined[above] - defined[below])
        }
        lower = quantile(0.025)
        upper = quantile(0.975)
        method = prefix + "; bootstrap 95% (\(resampled.count) resamples)" + suffix
    }

    /// The interval about a value.
    func estimate(of value: Double?) -> MetricEstimate {
        MetricEstimate(value: value, lower: lower, upper: upper, method: method)
    }
}
