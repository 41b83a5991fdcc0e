extension FeatureEngine {
    /// The index of the series a feature looks at, or nil when it goes by a link and none is known.
    func seriesIndex(of output: FeaturePlan.Output, at cutoff: Int64) -> Int? {
        guard let link = output.link else { return output.stream }
        let extent = series[link].extent(from: .min, to: cutoff, knownBefore: cutoff)
        guard let inForce = series[link].last(extent) else { return nil }
        return Int(series[link].code[inForce]) * plan.streams.count + output.stream
    }

    /// A feature's value.
    mutating func value(of output: FeaturePlan.Output, at cutoff: Int64) -> FeatureValue {
        guard let index = seriesIndex(of: output, at: cutoff) else { return .missing }
        let start = output.window.map { cutoff - $0 } ?? .min
        let extent = series[index].extent(from: start, to: cutoff, knownBefore: cutoff)
        if output.columnKind == .category {
            return category(of: output, series[index], extent, at: cutoff).map { .category($0) } ?? .missing
        }
        let number = number(of: output, series[index], extent, at: cutoff)
        // A number that left the range of doubles is missing.
        return number.isFinite ? .number(number) : .missing
    }

    /// A feature's value over an extent of a series, where it is a number; NaN where it is missing.
    ///
    /// The one place that tells the kinds of numbers apart; formulas are functions of `EventSeries`.
    mutating func number(
        of output: FeaturePlan.Output, _ series: EventSeries, _ extent: EventSeries.Extent, at cutoff: Int64
    ) -> Double {
        switch output.kind {
        case .count:
            return Double(series.count(extent, knownBefore: cutoff))
        case .sum:
            return series.sum(extent, knownBefore: cutoff)
        case .mean:
            let count = series.count(extent, knownBefore: cutoff)
            return count == 0 ? .nan : series.sum(extent, knownBefore: cutoff) / Double(count)
        case .minimum:
            return series.minimum(extent, knownBefore: cutoff) ?? .nan
        case .maximum:
            return series.maximum(extent, knownBefore: cutoff) ?? .nan
        case .distinct:
            return Double(series.distinct(extent, knownBefore: cutoff, &marks))
        case .activeDays:
            return Double(series.activeDays(extent, knownBefore: cutoff))
        case .timeSinceLast:
            return series.last(extent).map { days(cutoff - series.occurredAt[$0]) } ?? .nan
        case .timeSinceFirst:
            let first = series.first(extent, knownBefore: cutoff)
            return first.map { days(cutoff - series.occurredAt[$0]) } ?? .nan
        case .meanInterval:
            let count = series.count(extent, knownBefore: cutoff)
            guard count > 1, let first = series.first(extent, knownBefore: cutoff),
                let last = series.last(extent)
            else { return .nan }
            return days(series.occurredAt[last] - series.occurredAt[first]) / Double(count - 1)
        case .ratio:
            guard let window = output.window else { return .nan }
            let before = series.extent(
                from: cutoff - window - output.against, to: cutoff - window, knownBefore: cutoff)
            let earlier = series.count(before, knownBefore: cutoff)
            guard earlier > 0 else { return .nan }
            let recent = series.count(extent, knownBefore: cutoff)
            return (Double(recent) / days(window)) / (Double(earlier) / days(output.against))
        case .attribute:
            return series.last(extent).map { series.number[$0] } ?? .nan
        }
    }

    /// A feature's value over an extent of a series, where it is a category; nil where it is missing.
    ///
    /// The one place that tells the kinds of categories apart.
    func category(
        of output: FeaturePlan.Output, _ series: EventSeries, _ extent: EventSeries.Extent, at cutoff: Int64
    ) -> String? {
        series.last(extent).map { codes.value(of: series.code[$0]).category }
    }

    private func days(_ microseconds: Int64) -> Double { TimeSpan(microseconds: microseconds).inDays }
}
