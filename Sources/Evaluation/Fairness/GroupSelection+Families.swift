internal import Arithmetic

extension GroupSelection {
    /// The value of a contrast with the interval of all comparisons that it was chosen among.
    ///
    /// - Parameters:
    ///   - among: the contrasts of all groups, each in its metric.
    ///   - prefix: how the value is computed.
    /// - Complexity: O(groups^2 x resamples) between groups.
    func estimateOfChosen(
        _ contrast: GroupContrast, _ among: [GroupContrast], _ method: GroupContrast.Method,
        _ kind: GroupContrast.Kind, _ resampled: [[GroupRates]], prefix: String
    ) -> MetricEstimate {
        func none(_ reason: String) -> MetricEstimate {
            MetricEstimate(value: contrast.value, method: "\(prefix); \(reason)")
        }
        var parts: [ContrastFamily.Part] = []
        for contrast in among {
            let fewest = units(contrast.metric, ofMembers: contrast.kept)
            if fewest.count < RankedRows.minimumClusters { return none(RankedRows.tooFew(fewest.name)) }
            let compared = contrast.kept + (method == .toOverall ? [members.count] : [])
            let levels = compared.map { level(contrast.metric, kind, ofMember: $0, resampled) }
            // A ratio is a difference of logarithms, and 0 has none.
            guard levels.allSatisfy(\.value.isFinite) else { return none("no interval, a value is 0") }
            parts.append(ContrastFamily.Part(levels: levels, method: method))
        }
        let family = ContrastFamily(parts, isClustered: clusters != nil)
        guard let ends = family.ends else {
            return none(
                family.isDefined
                    ? "no interval, all resamples agree" : "no interval, too few resamples define it")
        }
        let (lower, upper) =
            kind == .difference ? ends : (PortableMath.exp(-ends.upper), PortableMath.exp(-ends.lower))
        return MetricEstimate(
            value: contrast.value, lower: min(lower, contrast.value),
            upper: max(min(upper, contrast.metric.range.upperBound), contrast.value),
            method: "\(prefix); bootstrap 95% of all \(family.count) comparisons at once "
                + "(\(resampled.count) resamples)" + (clusters?.words ?? ""))
    }

    /// A group's metric, or its logarithm, with that of each resample.
    private func level(
        _ metric: ContrastedMetric, _ kind: GroupContrast.Kind, ofMember member: Int,
        _ resampled: [[GroupRates]]
    ) -> ContrastFamily.Level {
        let value = metric.value(rates[member])
        let slope = kind == .difference ? 1 : 1 / value
        return ContrastFamily.Level(
            value: kind == .difference ? value : PortableMath.log(value),
            drawn: resampled.map { slope * (metric.value($0[member]) - value) },
            units: units(metric, ofMembers: [member]).count)
    }
}
