extension RankedRows {
    /// What acting on every row at or above a threshold is worth, in true positives a row, and its lead on acting on
    /// all rows.
    ///
    /// A threshold says how many false positives one true positive is worth: t / (1 - t) of one each. Acting on no row
    /// is worth 0, so the net benefit itself is the difference to that.
    /// - Parameter threshold: a probability in (0, 1).
    /// - Returns: benefit and lead in (-t / (1 - t))...1, with normal intervals of their means over rows; the
    ///   interventions avoided are the lead at that price, in rows left alone for each row, at no loss of positives.
    /// - Complexity: O(n).
    /// - Source: A. J. Vickers, E. B. Elkin, Medical Decision Making 26 (2006) 565-574.
    public func netBenefit(
        at threshold: Double
    ) -> (benefit: MetricEstimate, lessTreatAll: MetricEstimate, avoided: MetricEstimate) {
        let price = threshold / (1 - threshold)
        func worth(_ isPositive: Bool) -> Double { isPositive ? 1 : -price }
        let everything = -Double.infinity...Double.infinity
        let benefit = mean(
            within: everything, name: "true less \(price == 1 ? "" : "weighted ")false positives"
        ) { counts.scores[$0] >= threshold ? worth($1) : 0 }
        let lead = mean(within: everything, name: "less treating all, paired") {
            counts.scores[$0] >= threshold ? 0 : -worth($1)
        }
        let avoided = MetricEstimate(
            value: lead.value.map { $0 / price }, lower: lead.lower.map { $0 / price },
            upper: lead.upper.map { $0 / price }, method: lead.method + ", in interventions")
        return (benefit, lead, avoided)
    }
}
