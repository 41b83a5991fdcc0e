internal import Arithmetic

extension GroupSelection {
    /// The selection rate and the true positive rate of one value.
    func rows(of value: String, slice: String, group: String) -> [MetricRow] {
        guard let rates = rates[value] else { return [] }
        let method = "share selected in the overall top; wilson 95%"
        func estimate(_ selected: Double, _ total: Int, minimum: Int, _ what: String) -> MetricEstimate {
            if rates.rows < minimumGroupSize { return EvaluationPlan.tooSmall(minimumGroupSize) }
            if total < minimum { return .undefined("too small to say, fewer than \(minimum) \(what)") }
            let (lower, upper) = NormalInterval.wilson(successes: selected, trials: Double(total))
            return MetricEstimate(
                value: selected / Double(total), lower: lower, upper: upper, method: method)
        }
        return [
            estimate(rates.selected, rates.rows, minimum: 1, "rows")
                .row("selection_rate", slice: slice, group: group, n: rates.rows),
            estimate(rates.selectedPositives, rates.positives, minimum: Self.minimumPositives, "positives")
                .row("true_positive_rate", slice: slice, group: group, n: rates.positives),
        ]
    }

    /// The differences between the values of the grouping, with percentile intervals.
    ///
    /// Small groups are left out: the method says how many.
    /// - Complexity: O(resamples * n).
    func differences(slice: String, resamples: Int, seed: UInt64) -> [MetricRow] {
        let all = members.map { rates[$0.value, default: GroupRates()] }
        let large = all.indices.filter { all[$0].rows >= minimumGroupSize }
        let positive = large.filter { all[$0].positives >= Self.minimumPositives }
        var parities: [Double?] = []
        var opportunities: [Double?] = []
        var weights = [Int32](repeating: 0, count: cells.count)
        if large.count > 1 {
            for resample in 0..<resamples {
                var generator = SplitMix64(seed: seed, stream: UInt64(resample))
                for index in weights.indices { weights[index] = 0 }
                for _ in cells.indices { weights[generator.next(below: UInt64(cells.count))] += 1 }
                let drawn = Self.rates(cells, groups: members.count, top: top, weights: weights)
                parities.append(Self.spread(large.map { drawn[$0].selectionRate }))
                opportunities.append(Self.spread(positive.map { drawn[$0].truePositiveRate }))
            }
        }
        func row(_ metric: String, _ kept: [Int], _ rate: (GroupRates) -> Double, _ drawn: [Double?])
            -> MetricRow
        {
            let size = kept.reduce(0) { $0 + all[$1].rows }
            guard kept.count > 1, let value = Self.spread(kept.map { rate(all[$0]) }) else {
                return MetricEstimate.undefined("fewer than two groups are large enough")
                    .row(metric, slice: slice, group: name, n: size)
            }
            let prefix = "between_groups, \(kept.count) of \(all.count) groups, overall top"
            let interval = PercentileInterval(drawn, prefix: prefix)
            return MetricEstimate(
                value: value, lower: interval.lower, upper: interval.upper, method: interval.method
            ).row(metric, slice: slice, group: name, n: size)
        }
        return [
            row("demographic_parity_difference", large, { $0.selectionRate }, parities),
            row("equal_opportunity_difference", positive, { $0.truePositiveRate }, opportunities),
        ]
    }

    /// Largest less smallest; nil when a rate is undefined or there is none.
    private static func spread(_ rates: [Double]) -> Double? {
        guard let largest = rates.max(), let smallest = rates.min(), rates.allSatisfy(\.isFinite) else {
            return nil
        }
        return largest - smallest
    }
}
