extension FeatureEngine {
    /// The value of a kind that looks at the time between events; NaN where it is missing.
    func interval(
        _ kind: FeatureDefinition.Kind, _ series: EventSeries, _ extent: EventSeries.Extent, at cutoff: Int64
    ) -> Double {
        if kind == .meanInterval {
            let count = series.count(extent, knownBefore: cutoff)
            guard count > 1, let first = series.first(extent, knownBefore: cutoff),
                let last = series.last(extent)
            else { return .nan }
            return days(series.occurredAt[last] - series.occurredAt[first]) / Double(count - 1)
        }
        guard let intervals = series.intervals(extent, knownBefore: cutoff) else { return .nan }
        switch kind {
        case .minimumInterval: return days(intervals.least)
        case .maximumInterval: return days(intervals.greatest)
        case .intervalStandardDeviation: return intervals.standardDeviation ?? .nan
        default: return intervals.standardDeviation.map { $0 / intervals.mean } ?? .nan
        }
    }

    /// The value of a kind that looks at when events occurred; NaN where it is missing.
    func rhythm(
        of output: FeaturePlan.Output, _ series: EventSeries, _ extent: EventSeries.Extent, at cutoff: Int64
    ) -> Double {
        switch output.kind {
        case .trend:
            if output.hasNumbers { return series.slope(extent, knownBefore: cutoff) ?? .nan }
            guard let window = output.window else { return .nan }
            let bucket = output.span ?? TimeSpan.day.microseconds
            return series.trend(
                extent, knownBefore: cutoff, from: cutoff - window, bucket: bucket,
                bucketCount: Int(window / bucket))
        case .decay:
            return series.decayedSum(
                extent, knownBefore: cutoff, halfLife: output.span ?? 1, ofNumbers: output.hasNumbers)
        default:
            let sessions = series.sessions(extent, knownBefore: cutoff, gap: output.span ?? 0)
            if output.kind == .sessions { return Double(sessions.count) }
            if sessions.count == 0 { return .nan }
            switch output.kind {
            case .meanSessionLength: return Double(sessions.length) / 60_000_000 / Double(sessions.count)
            case .meanSessionEvents: return Double(sessions.events) / Double(sessions.count)
            default: return days(cutoff - sessions.lastStart)
            }
        }
    }

    /// The value of a kind that looks at channels, or at which kinds of events come together; NaN where it is missing.
    func pattern(
        of output: FeaturePlan.Output, _ series: EventSeries, _ extent: EventSeries.Extent, at cutoff: Int64
    ) -> Double {
        let within = output.span ?? .max
        switch output.kind {
        case .channelShare: return series.shareOfOnes(extent, knownBefore: cutoff) ?? .nan
        case .channelEntropy: return series.codeCounts(extent, knownBefore: cutoff).entropy ?? .nan
        case .preferredChannelConfidence:
            return series.codeCounts(extent, knownBefore: cutoff).confidence ?? .nan
        case .ngram:
            return Double(series.runs(extent, knownBefore: cutoff, of: output.steps, within: within))
        case .sequence:
            return Double(series.passages(extent, knownBefore: cutoff, through: output.steps, within: within))
        default:
            let pairs = series.pairs(
                extent, knownBefore: cutoff, of: output.steps[0], and: output.steps[1], within: within)
            return output.kind == .pairs ? Double(pairs) : (pairs > 0 ? 1 : 0)
        }
    }
}
