extension GroupSelection {
    /// The rates of one value.
    ///
    /// - Parameter resampled: the rates of each resample, for intervals.
    func rows(
        ofMember member: Int, resampled: [[GroupRates]], slice: String, group: String
    ) -> [MetricRow] {
        let rates = rates[member]
        func row(_ rate: GroupRate) -> MetricRow {
            let (part, whole) = rate.parts(rates)
            let size = Int(whole.rounded())
            func estimate() -> MetricEstimate {
                if rates.rows < minimumGroupSize { return EvaluationPlan.tooSmall(minimumGroupSize) }
                if rate != .selection, size < Self.minimumCases {
                    return .undefined("too small to say, fewer than \(Self.minimumCases) \(rate.rows)")
                }
                let drawn = resampled.compactMap { Self.finite(rate.value($0[member])) }
                return share(
                    part / whole, of: whole, drawn: drawn, units: units(.rate(rate), ofMembers: [member]))
            }
            return estimate().row(rate.rawValue, slice: slice, group: group, n: size)
        }
        return [row(.selection), row(.truePositive), row(.falsePositive), row(.precision)]
    }

    /// A rate with Wilson's interval of as many independent rows as would scatter as its resamples do.
    ///
    /// The rows of a rate are not independent even where a set's are: who is selected is decided among all rows, so
    /// that the edge of the top moves with them.
    /// - Parameters:
    ///   - whole: the rows that the rate is a share of.
    ///   - drawn: the rate of each resample that defines it.
    ///   - units: what was drawn.
    private func share(
        _ value: Double, of whole: Double, drawn: [Double], units: PercentileInterval.Units
    ) -> MetricEstimate {
        let method = "share selected in the overall top"
        guard drawn.count > 1, units.count >= RankedRows.minimumClusters else {
            return MetricEstimate(value: value, method: method + "; " + RankedRows.tooFew(units.name))
        }
        let mean = drawn.reduce(0, +) / Double(drawn.count)
        let squares = drawn.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let scale = Double(units.count) / Double(units.count - 1)
        let variance = squares / Double(drawn.count - 1) * scale
        let size: Double
        if variance > 1e-24, value > 0, value < 1 {
            let told = value * (1 - value) / variance
            size = clusters == nil ? told : StudentInterval.effective(told, clusters: units.count)
        } else {
            // Resamples that agree show no scatter: the units are what is known.
            size = clusters == nil ? whole : Double(units.count)
        }
        let (lower, upper) = NormalInterval.wilson(successes: value * size, trials: size)
        return MetricEstimate(
            value: value, lower: min(value, lower), upper: max(value, upper),
            method: method + "; wilson 95% at the effective size of \(drawn.count) resamples" + units.words)
    }

    private static func finite(_ rate: Double) -> Double? { rate.isFinite ? rate : nil }
}
