extension GroupSelection {
    /// The rates of one value.
    ///
    /// - Parameter resampled: the rates of each resample, for intervals by clusters.
    func rows(
        ofMember member: Int, resampled: [[GroupRates]], slice: String, group: String
    ) -> [MetricRow] {
        let rates = rates[member]
        let method = "share selected in the overall top"
        func row(_ rate: GroupRate) -> MetricRow {
            let (part, whole) = rate.parts(rates)
            let size = Int(whole.rounded())
            func estimate() -> MetricEstimate {
                if rates.rows < minimumGroupSize { return EvaluationPlan.tooSmall(minimumGroupSize) }
                if rate != .selection, size < Self.minimumCases {
                    return .undefined("too small to say, fewer than \(Self.minimumCases) \(rate.rows)")
                }
                let value = part / whole
                if clusters != nil {
                    let drawn = resampled.map { Self.finite(rate.value($0[member])) }
                    return PercentileInterval(
                        drawn, of: units(.rate(rate), ofMembers: [member]), prefix: method
                    ).estimate(of: value)
                }
                let (lower, upper) = NormalInterval.wilson(successes: part, trials: whole)
                return MetricEstimate(
                    value: value, lower: lower, upper: upper, method: method + "; wilson 95%")
            }
            return estimate().row(rate.rawValue, slice: slice, group: group, n: size)
        }
        return [row(.selection), row(.truePositive), row(.falsePositive), row(.precision)]
    }

    private static func finite(_ rate: Double) -> Double? { rate.isFinite ? rate : nil }
}
