extension GroupSelection {
    /// What groups are compared in, by the name that Fairlearn or the metric itself has; equalized odds are besides.
    static let contrasted: [(name: String, metric: ContrastedMetric)] = [
        ("demographic_parity", .rate(.selection)), ("equal_opportunity", .rate(.truePositive)),
        ("false_positive_rate", .rate(.falsePositive)), ("precision", .rate(.precision)),
        ("auroc", .auroc), ("calibration_in_the_large", .calibration),
    ]

    /// The names of all contrasts of a grouping.
    static var contrastNames: [String] {
        var names: [String] = []
        for method in GroupContrast.Method.allCases {
            for kind in GroupContrast.Kind.allCases {
                let own = contrasted.filter { kind == .difference || $0.metric.hasRatio }.map(\.name)
                names += (own + ["equalized_odds"]).map { method.metric($0, kind) }
            }
        }
        return names
    }

    /// The differences and ratios between the groups: of two with percentile intervals, of more with those of all
    /// comparisons at once.
    ///
    /// Small groups are left out: the method says how many.
    func comparisons(resampled: [[GroupRates]], slice: String) -> [MetricRow] {
        var rows: [MetricRow] = []
        for method in GroupContrast.Method.allCases {
            for kind in GroupContrast.Kind.allCases {
                var found: [(name: String, among: [GroupContrast])] = []
                for (name, metric) in Self.contrasted where kind == .difference || metric.hasRatio {
                    found.append((name, contrast(metric, method, kind, resampled).map { [$0] } ?? []))
                }
                found.append(("equalized_odds", odds(found.flatMap(\.among))))
                rows += found.map { name, among in
                    let chosen = among.max { first, second in
                        kind == .difference ? first.value < second.value : first.value > second.value
                    }
                    let isUnscaled = name == "calibration_in_the_large" && !hasProbabilities
                    let estimate: MetricEstimate =
                        isUnscaled
                        ? .undefined("the scores are not probabilities")
                        : estimate(chosen, among, method, kind, resampled)
                    return estimate.row(
                        method.metric(name, kind), slice: slice, group: self.name,
                        n: chosen?.size ?? largeRows)
                }
            }
        }
        return rows
    }

    private func contrast(
        _ metric: ContrastedMetric, _ method: GroupContrast.Method, _ kind: GroupContrast.Kind,
        _ resampled: [[GroupRates]]
    ) -> GroupContrast? {
        let kept = members.indices.filter {
            metric.isLargeEnough(rates[$0], rows: minimumGroupSize, cases: Self.minimumCases)
                && metric.value(rates[$0]).isFinite
        }
        return GroupContrast(metric, method, kind, rates: rates, kept: kept, resampled: resampled)
    }

    /// Equalized odds are whichever of both rates differs more; none where one is not compared.
    private func odds(_ contrasts: [GroupContrast]) -> [GroupContrast] {
        let rates = contrasts.filter {
            $0.metric == .rate(.truePositive) || $0.metric == .rate(.falsePositive)
        }
        return rates.count == 2 ? rates : []
    }

    /// The value of a contrast with its interval.
    ///
    /// - Parameter among: those that it was chosen among, itself included.
    private func estimate(
        _ contrast: GroupContrast?, _ among: [GroupContrast], _ method: GroupContrast.Method,
        _ kind: GroupContrast.Kind, _ resampled: [[GroupRates]]
    ) -> MetricEstimate {
        guard let contrast else { return .undefined("fewer than two groups are large enough") }
        // Between two groups there is one comparison; each with all rows are two, as are both rates of the odds.
        let isChosen = among.count > 1 || method == .toOverall || contrast.kept.count > 2
        let prefix =
            "\(method.rawValue), \(contrast.kept.count) of \(members.count) groups, \(contrast.metric.method): "
            + "\(name(of: contrast.pair.larger)) and \(name(of: contrast.pair.smaller))"
            + (isChosen ? ", farthest apart" : "")
        if isChosen {
            return estimateOfChosen(contrast, among, method, kind, resampled, prefix: prefix)
        }
        let pair = [contrast.pair.larger, contrast.pair.smaller]
        var estimate = PercentileInterval(
            contrast.drawn, of: units(contrast.metric, ofMembers: pair), prefix: prefix
        ).estimate(of: contrast.value)
        let range = contrast.metric.range
        estimate.lower = estimate.lower.map { max($0, range.lowerBound) }
        estimate.upper = estimate.upper.map { min($0, range.upperBound) }
        return estimate
    }

    private func name(of group: Int) -> String {
        group < members.count ? members[group].key.text : MetricRow.overall
    }

    /// The rows of the groups that are large enough to say anything of.
    private var largeRows: Int {
        members.indices.reduce(0) { $0 + (rates[$1].rows >= minimumGroupSize ? rates[$1].rows : 0) }
    }
}
