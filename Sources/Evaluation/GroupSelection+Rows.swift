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
                    return PercentileInterval(drawn, of: units(ofMembers: [member]), prefix: method)
                        .estimate(of: value)
                }
                let (lower, upper) = NormalInterval.wilson(successes: part, trials: whole)
                return MetricEstimate(
                    value: value, lower: lower, upper: upper, method: method + "; wilson 95%")
            }
            return estimate().row(rate.rawValue, slice: slice, group: group, n: size)
        }
        return [row(.selection), row(.truePositive), row(.falsePositive), row(.precision)]
    }

    /// The differences and ratios between the values of the grouping, with percentile intervals.
    ///
    /// Small groups are left out: the method says how many. The interval is that of the groups that have the largest
    /// and the smallest rate in the data, so that it can reach 0, or a ratio of 1.
    func comparisons(resampled: [[GroupRates]], slice: String) -> [MetricRow] {
        let demographic = contrast(.selection, resampled)
        let opportunity = contrast(.truePositive, resampled)
        let falseAlarm = contrast(.falsePositive, resampled)
        // Equalized odds is whichever of both rates differs more.
        func odds(_ less: (Contrast, Contrast) -> Bool) -> Contrast? {
            guard let opportunity, let falseAlarm else { return nil }
            return less(opportunity, falseAlarm) ? falseAlarm : opportunity
        }
        return [
            row("demographic_parity", demographic, demographic, slice),
            row("equal_opportunity", opportunity, opportunity, slice),
            row(
                "equalized_odds", odds { $0.difference < $1.difference }, odds { $0.ratio > $1.ratio }, slice),
        ].flatMap { $0 }
    }

    /// The largest and the smallest rate.
    private struct Contrast {
        var rate: GroupRate
        var groups: Int
        /// The groups of the largest and of the smallest rate.
        var ends: [Int]
        var size: Int
        var largest: Double
        var smallest: Double
        /// Both of each resample; nil where one of them is undefined.
        var drawn: [(largest: Double, smallest: Double)?]

        var difference: Double { largest - smallest }
        var ratio: Double { largest > 0 ? smallest / largest : 1 }
    }

    private func contrast(_ rate: GroupRate, _ resampled: [[GroupRates]]) -> Contrast? {
        let kept = rates.indices.filter { group in
            rates[group].rows >= minimumGroupSize
                && (rate == .selection || rate.parts(rates[group]).whole >= Double(Self.minimumCases))
        }
        // Ties are settled by the order of the values.
        guard kept.count > 1, let top = kept.max(by: { rate.value(rates[$0]) < rate.value(rates[$1]) }),
            let bottom = kept.min(by: { rate.value(rates[$0]) < rate.value(rates[$1]) })
        else { return nil }
        return Contrast(
            rate: rate, groups: kept.count, ends: [top, bottom], size: kept.reduce(0) { $0 + rates[$1].rows },
            largest: rate.value(rates[top]), smallest: rate.value(rates[bottom]),
            drawn: resampled.map { drawn in
                guard let largest = Self.finite(rate.value(drawn[top])),
                    let smallest = Self.finite(rate.value(drawn[bottom]))
                else { return nil }
                return (largest, smallest)
            })
    }

    private func row(
        _ metric: String, _ ofDifference: Contrast?, _ ofRatio: Contrast?, _ slice: String
    ) -> [MetricRow] {
        func row(
            _ name: String, _ contrast: Contrast?,
            _ value: (Contrast) -> Double, _ drawn: ((largest: Double, smallest: Double)) -> Double?
        ) -> MetricRow {
            guard let contrast else {
                let size = rates.reduce(0) { $0 + ($1.rows >= minimumGroupSize ? $1.rows : 0) }
                return MetricEstimate.undefined("fewer than two groups are large enough")
                    .row(name, slice: slice, group: self.name, n: size)
            }
            let prefix = "between_groups, \(contrast.groups) of \(members.count) groups, overall top"
            var estimate = PercentileInterval(
                contrast.drawn.map { $0.flatMap(drawn) }, of: units(ofMembers: contrast.ends), prefix: prefix
            ).estimate(of: value(contrast))
            estimate.lower = estimate.lower.map { max($0, 0) }
            estimate.upper = estimate.upper.map { min($0, 1) }
            return estimate.row(name, slice: slice, group: self.name, n: contrast.size)
        }
        return [
            row(metric + "_difference", ofDifference, \.difference) {
                $0.largest - $0.smallest
            },
            row(metric + "_ratio", ofRatio, \.ratio) {
                $0.largest > 0 ? $0.smallest / $0.largest : nil
            },
        ]
    }

    private static func finite(_ rate: Double) -> Double? { rate.isFinite ? rate : nil }
}
