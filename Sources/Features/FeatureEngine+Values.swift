extension FeatureEngine {
    /// The slot that the link of an entity leads to, as last known at the cutoff.
    func linkedSlot(of slot: Int, by link: Int, at cutoff: Int64) -> Int? {
        let links = series[slot * plan.streams.count + link]
        let extent = links.extent(from: .min, to: cutoff, knownBefore: cutoff)
        return links.last(extent).map { Int(links.code[$0]) }
    }

    /// The index of the series a feature looks at, or nil when it goes by a link and none is known.
    func seriesIndex(of output: FeaturePlan.Output, at cutoff: Int64) -> Int? {
        guard let link = output.link else { return output.stream }
        return linkedSlot(of: 0, by: link, at: cutoff).map { $0 * plan.streams.count + output.stream }
    }

    /// A feature's value.
    mutating func value(of output: FeaturePlan.Output, at cutoff: Int64) -> FeatureValue {
        if let calendar = output.calendar, calendar.moment == .cutoff {
            return Self.value(of: calendar, at: cutoff, as: output.columnKind)
        }
        guard let source = source(of: output, at: cutoff) else { return .missing }
        return value(of: output, over: source, at: cutoff)
    }

    /// The events a feature looks at, or nil when it goes by a link and none is known.
    func source(of output: FeaturePlan.Output, at cutoff: Int64) -> EventSeries? {
        if output.isOverOthers { return othersSeries(of: output, at: cutoff) }
        return seriesIndex(of: output, at: cutoff).map { series[$0] }
    }

    private mutating func value(
        of output: FeaturePlan.Output, over series: EventSeries, at cutoff: Int64
    ) -> FeatureValue {
        let start = output.window.map { cutoff - $0 } ?? .min
        let extent = series.extent(from: start, to: cutoff, knownBefore: cutoff)
        if output.columnKind == .category {
            return category(of: output, series, extent, at: cutoff).map { .category($0) } ?? .missing
        }
        let number = number(of: output, series, extent, at: cutoff)
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
        case .ratio:
            guard let window = output.window else { return .nan }
            let before = series.extent(
                from: cutoff - window - output.against, to: cutoff - window, knownBefore: cutoff)
            let earlier = series.count(before, knownBefore: cutoff)
            guard earlier > 0 else { return .nan }
            let recent = series.count(extent, knownBefore: cutoff)
            return (Double(recent) / days(window)) / (Double(earlier) / days(output.against))
        case .attribute, .last, .first:
            return held(of: output, series, extent, at: cutoff).map { series.number[$0] } ?? .nan
        case .standardDeviation: return series.standardDeviation(extent, knownBefore: cutoff) ?? .nan
        case .changes: return Double(series.changes(extent, knownBefore: cutoff).count)
        case .timeSinceChange:
            return series.changes(extent, knownBefore: cutoff).last.map { days(cutoff - $0) } ?? .nan
        case .meanInterval, .minimumInterval, .maximumInterval, .intervalStandardDeviation,
            .intervalVariation:
            return interval(output.kind, series, extent, at: cutoff)
        case .trend, .decay, .sessions, .meanSessionLength, .meanSessionEvents, .timeSinceSessionStart:
            return rhythm(of: output, series, extent, at: cutoff)
        case .channelShare, .channelEntropy, .preferredChannelConfidence, .pairs, .coOccurrence, .ngram,
            .sequence:
            return pattern(of: output, series, extent, at: cutoff)
        case .calendar:
            return moment(of: output, series, extent, at: cutoff).map { calendar, time in
                Double(calendar.part.value(of: Instant(microseconds: time), in: calendar.zone))
            } ?? .nan
        case .vector, .similarity: return ofVector(output, series, extent, at: cutoff)
        case .preferredChannel, .text: return .nan
        }
    }

    /// A feature's value over an extent of a series, where it is a category; nil where it is missing.
    ///
    /// The one place that tells the kinds of categories apart.
    func category(
        of output: FeaturePlan.Output, _ series: EventSeries, _ extent: EventSeries.Extent, at cutoff: Int64
    ) -> String? {
        switch output.kind {
        case .preferredChannel:
            let preferred = series.codeCounts(extent, knownBefore: cutoff).preferred
            return preferred.map { codes.value(of: $0.code).category }
        case .text:
            let texts = series.latest(output.limit, of: extent, knownBefore: cutoff).map {
                codes.value(of: series.code[$0]).category
            }
            return texts.isEmpty ? nil : texts.joined(separator: "\n")
        case .calendar:
            return moment(of: output, series, extent, at: cutoff).map { calendar, time in
                calendar.part.name(
                    of: calendar.part.value(of: Instant(microseconds: time), in: calendar.zone))
            }
        default:
            return held(of: output, series, extent, at: cutoff).map {
                codes.value(of: series.code[$0]).category
            }
        }
    }

    /// The index of the event whose value is shown as it is, unless it is too old.
    private func held(
        of output: FeaturePlan.Output, _ series: EventSeries, _ extent: EventSeries.Extent, at cutoff: Int64
    ) -> Int? {
        let index =
            output.kind == .first ? series.first(extent, knownBefore: cutoff) : series.last(extent)
        guard let index, cutoff - series.occurredAt[index] <= output.span ?? .max else { return nil }
        return index
    }

    /// What a calendar feature reads of an event.
    private func moment(
        of output: FeaturePlan.Output, _ series: EventSeries, _ extent: EventSeries.Extent, at cutoff: Int64
    ) -> (calendar: FeaturePlan.Calendar, time: Int64)? {
        guard let calendar = output.calendar else { return nil }
        let index =
            calendar.moment == .first ? series.first(extent, knownBefore: cutoff) : series.last(extent)
        return index.map { (calendar, series.occurredAt[$0]) }
    }

    /// A part of a time in a zone, as a number or a name.
    private static func value(
        of calendar: FeaturePlan.Calendar, at time: Int64, as kind: ColumnKind
    ) -> FeatureValue {
        let part = calendar.part.value(of: Instant(microseconds: time), in: calendar.zone)
        return kind == .number ? .number(Double(part)) : .category(calendar.part.name(of: part))
    }

    func days(_ microseconds: Int64) -> Double { TimeSpan(microseconds: microseconds).inDays }
}
