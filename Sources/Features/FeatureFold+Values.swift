extension FeatureFold {
    /// The values of all features at a cutoff, in the order of the set.
    ///
    /// - Complexity: O(features x log n) for counts, sums, first and last events; windowed sums and the kinds
    ///   that look at each value take O(events in the window). Late records add O(events after the first
    ///   one that is not known yet).
    public mutating func values(at cutoff: Instant) -> [FeatureValue] {
        var values: [FeatureValue] = []
        write(at: cutoff, into: &values)
        return values
    }

    /// Replaces the buffer's contents with the values at a cutoff, as `values(at:)`.
    public mutating func write(at cutoff: Instant, into buffer: inout [FeatureValue]) {
        seal()
        buffer.removeAll(keepingCapacity: true)
        buffer.reserveCapacity(plan.outputs.count)
        for output in plan.outputs { buffer.append(value(of: output, at: cutoff.microseconds)) }
    }

    /// The index of the series a feature looks at, or nil when it goes by a link and none is known.
    func seriesIndex(of output: FeaturePlan.Output, at cutoff: Int64) -> Int? {
        guard let link = output.link else { return output.stream }
        let extent = series[link].extent(from: .min, to: cutoff, knownBefore: cutoff)
        guard let inForce = series[link].last(extent, knownBefore: cutoff) else { return nil }
        return Int(inForce.code) * plan.servesLinks.count + output.stream
    }

    /// One feature's value; the series must be sealed.
    mutating func value(of output: FeaturePlan.Output, at cutoff: Int64) -> FeatureValue {
        guard let index = seriesIndex(of: output, at: cutoff) else { return .missing }
        let start = output.window.map { cutoff - $0 } ?? .min
        let extent = series[index].extent(from: start, to: cutoff, knownBefore: cutoff)
        switch output.kind {
        case .count:
            return .number(Double(series[index].count(extent, knownBefore: cutoff)))
        case .sum:
            return number(series[index].sum(extent, knownBefore: cutoff))
        case .mean:
            let count = series[index].count(extent, knownBefore: cutoff)
            return number(
                count == 0 ? nil : series[index].sum(extent, knownBefore: cutoff) / Double(count))
        case .minimum:
            return number(series[index].extreme(extent, knownBefore: cutoff, is: <))
        case .maximum:
            return number(series[index].extreme(extent, knownBefore: cutoff, is: >))
        case .distinct:
            return .number(Double(distinct(index, extent, knownBefore: cutoff)))
        case .activeDays:
            return .number(Double(series[index].activeDays(extent, knownBefore: cutoff)))
        case .timeSinceLast:
            let last = series[index].last(extent, knownBefore: cutoff)
            return number(last.map { days(cutoff - $0.occurredAt) })
        case .timeSinceFirst:
            let first = series[index].first(extent, knownBefore: cutoff)
            return number(first.map { days(cutoff - $0.occurredAt) })
        case .meanInterval:
            let count = series[index].count(extent, knownBefore: cutoff)
            guard count > 1, let first = series[index].first(extent, knownBefore: cutoff),
                let last = series[index].last(extent, knownBefore: cutoff)
            else { return .missing }
            return number(days(last.occurredAt - first.occurredAt) / Double(count - 1))
        case .ratio:
            let before = series[index].extent(
                from: start - output.against, to: start, knownBefore: cutoff)
            let earlier = series[index].count(before, knownBefore: cutoff)
            guard let window = output.window, earlier > 0 else { return .missing }
            let recent = series[index].count(extent, knownBefore: cutoff)
            return number((Double(recent) / days(window)) / (Double(earlier) / days(output.against)))
        case .attribute:
            guard let last = series[index].last(extent, knownBefore: cutoff) else { return .missing }
            if output.columnKind == .number { return number(last.number) }
            let value = output.attribute.flatMap { events[Int(last.event)].attributes[$0] }
            return value.map { .category($0.category) } ?? .missing
        }
    }

    private func days(_ microseconds: Int64) -> Double { TimeSpan(microseconds: microseconds).inDays }

    /// A number, or missing if there is none or it left the range of doubles.
    private func number(_ value: Double?) -> FeatureValue {
        guard let value, value.isFinite else { return .missing }
        return .number(value)
    }

    /// The number of different values among the known events of the extent.
    private mutating func distinct(
        _ index: Int, _ extent: EventSeries.Extent, knownBefore cutoff: Int64
    ) -> Int {
        stamp += 1
        var count = 0
        for position in extent.lower..<extent.upper {
            let element = series[index].elements[position]
            guard element.knownAt < cutoff, stamps[Int(element.code)] != stamp else { continue }
            stamps[Int(element.code)] = stamp
            count += 1
        }
        return count
    }
}
