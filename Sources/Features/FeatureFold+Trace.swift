extension FeatureFold {
    /// How a feature comes by its value at a cutoff.
    ///
    /// - Throws: `FeatureError.unknownFeature`.
    /// - Complexity: O(events of the feature).
    public mutating func trace(feature: String, at cutoff: Instant) throws(FeatureError) -> FeatureTrace {
        guard let place = set.index(of: feature), let entity else {
            throw .unknownFeature(name: feature, known: set.names)
        }
        seal()
        let definition = set.features[place].definition
        let output = engine.plan.outputs[place]
        let start = output.window.map { Instant(microseconds: cutoff.microseconds - $0 - output.against) }
        var trace = FeatureTrace(
            feature: feature, entity: entity, cutoff: cutoff, start: start,
            value: engine.value(of: output, at: cutoff.microseconds), counted: [], withheld: [], steps: [])
        if let index = engine.seriesIndex(of: output, at: cutoff.microseconds) {
            let series = engine.series[index]
            if let link = definition.via {
                let key = engine.slotKeys[index / engine.plan.streams.count]
                trace.linkedTo = key
                trace.steps.append("link `\(link)`, as last known before the cutoff: \(key)")
            }
            for element in 0..<series.count
            where series.occurredAt[element] < cutoff.microseconds
                && series.occurredAt[element] >= start?.microseconds ?? .min
            {
                let event = events[Int(series.event[element])]
                let entry = entry(of: event, attribute: definition.attribute)
                if series.knownAt[element] < cutoff.microseconds {
                    trace.counted.append(entry)
                } else {
                    trace.withheld.append(entry)
                }
            }
            trace.steps += Self.steps(of: trace, definition)
        } else if let link = definition.via {
            trace.steps.append("link `\(link)`: none known before the cutoff")
        }
        trace.steps.append("value: \(trace.value.text)")
        return trace
    }

    private func entry(of event: Event, attribute: String?) -> FeatureTrace.Entry {
        FeatureTrace.Entry(
            id: event.id, source: event.source, kind: event.kind, occurredAt: event.occurredAt,
            recordedAt: event.recordedAt, value: attribute.flatMap { event.attributes[$0] })
    }

    private static func steps(of trace: FeatureTrace, _ definition: FeatureDefinition) -> [String] {
        let events = [
            definition.of.map { "events `\($0)`" } ?? "events of any kind",
            definition.channel.map { "through `\($0)`" },
            definition.where.isEmpty
                ? nil
                : "with "
                    + definition.where.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value.category)" }
                    .joined(separator: ", "),
            definition.attribute.map { "that carry `\($0)`" },
        ].compactMap { $0 }.joined(separator: " ")
        let span = "[\(trace.start?.description ?? "the beginning"), \(trace.cutoff))"
        var steps = [
            "\(events) in \(span): \(trace.counted.count) recorded before the cutoff, "
                + "\(trace.withheld.count) withheld as recorded at or after it"
        ]
        if let window = definition.window, let against = definition.against {
            let edge = trace.cutoff - window
            let recent = trace.counted.count { $0.occurredAt >= edge }
            steps.append(
                "\(recent) in \(window) from \(edge) on, \(trace.counted.count - recent) in \(against) before it"
            )
        } else if let first = trace.counted.first, let last = trace.counted.last {
            steps.append("first \(first.occurredAt), last \(last.occurredAt)")
        }
        steps.append(definition.kind.formula)
        return steps
    }
}

extension FeatureDefinition.Kind {
    /// The formula in words.
    var formula: String {
        switch self {
        case .count: "count: number of events"
        case .sum: "sum: of the values, in order of time; 0 without any"
        case .mean: "mean: sum of the values / number of values"
        case .minimum: "minimum: least value"
        case .maximum: "maximum: greatest value"
        case .distinct: "distinct: number of different values"
        case .activeDays: "activeDays: number of different UTC days"
        case .timeSinceLast: "timeSinceLast: (cutoff - last) in days"
        case .timeSinceFirst: "timeSinceFirst: (cutoff - first) in days"
        case .meanInterval: "meanInterval: (last - first) in days / (number of events - 1)"
        case .ratio: "ratio: events a day in the window / events a day before it"
        case .attribute: "attribute: value of the last event"
        }
    }
}

extension FeatureValue {
    /// The value for readers.
    var text: String {
        switch self {
        case .number(let number): "\(number)"
        case .category(let category): category
        case .missing: "missing"
        }
    }
}
