internal import Arithmetic

/// Bootstrap resamples of one statistic, as an interval.
struct PercentileInterval {
    let lower: Double?
    let upper: Double?
    let method: String
    private let prefix: String

    /// What was drawn with replacement.
    struct Units {
        /// How many of them the statistic rests on.
        var count: Int
        /// What they are called, in the plural.
        var name: String
        /// What is said of an interval of them, where they are not rows.
        var words: String

        /// Rows, or the clusters that they are in.
        init(rowCount: Int, _ clusters: RankedRows.Clusters?) {
            self.init(count: clusters?.count ?? rowCount, clusters)
        }

        /// So many of a set's clusters, or of its rows where there are none.
        init(count: Int, _ clusters: RankedRows.Clusters?) {
            self.count = count
            name = clusters == nil ? "rows" : "clusters"
            words = clusters?.words ?? ""
        }
    }

    /// The 2.5 % and 97.5 % quantiles; none of too few units, of which no resample shows the error between them, and
    /// none when fewer than half of the resamples define the statistic.
    ///
    /// A quantile lies where a further resample would fall below it as often as it says, linear between resamples: with
    /// a few hundred of them the quantile of the resamples alone lies too near to the middle.
    /// - Parameters:
    ///   - resampled: the statistic of each resample; nil where it is undefined.
    ///   - units: what was drawn.
    ///   - prefix: how the statistic is computed.
    /// - Source: R. J. Hyndman, Y. Fan, The American Statistician 50 (1996) 361-365, definition 6.
    init(_ resampled: [Double?], of units: Units, prefix: String) {
        self.prefix = prefix
        let defined = resampled.compactMap { $0 }.sorted()
        let isDefined = !defined.isEmpty && 2 * defined.count >= resampled.count
        guard isDefined, units.count >= RankedRows.minimumClusters else {
            lower = nil
            upper = nil
            method =
                prefix + "; "
                + (isDefined
                    ? RankedRows.tooFew(units.name) : "no interval, too few resamples define it")
            return
        }
        func quantile(_ share: Double) -> Double {
            defined.interpolated(
                at: min(max(share * Double(defined.count + 1) - 1, 0), Double(defined.count - 1)))
        }
        lower = quantile(0.025)
        upper = quantile(0.975)
        method = prefix + "; bootstrap 95% (\(resampled.count) resamples)" + units.words
    }

    /// The interval about a value; none where all resamples agree, for that says that resampling cannot tell, not that
    /// nothing is uncertain.
    ///
    /// - Parameter isOfOneScore: whether it is the difference of two scores that are one and the same to the metric in every
    ///   row; then it is 0 in any rows, and resamples rightly agree.
    func estimate(of value: Double, isOfOneScore: Bool = false) -> MetricEstimate {
        // Less than that is rounding.
        if let lower, let upper, upper - lower < 1e-14, !(isOfOneScore && value == 0 && lower == 0) {
            return MetricEstimate(value: value, method: prefix + "; no interval, all resamples agree")
        }
        return MetricEstimate(value: value, lower: lower, upper: upper, method: method)
    }
}
