extension FeatureFold {
    /// How a feature comes by its value at a cutoff.
    ///
    /// - Throws: `FeatureError.unknownFeature`.
    /// - Complexity: O(events).
    public mutating func trace(feature: String, at cutoff: Instant) throws(FeatureError) -> FeatureTrace {
        guard let place = set.index(of: feature), let entity else {
            throw .unknownFeature(name: feature, known: set.names)
        }
        seal(at: cutoff.microseconds)
        let definition = set.features[place].definition
        let output = engine.plan.outputs[place]
        let start = output.window.map { Instant(microseconds: cutoff.microseconds - $0 - output.against) }
        var trace = FeatureTrace(
            feature: feature, entity: entity, cutoff: cutoff, start: start,
            value: engine.value(of: output, at: cutoff.microseconds), status: .notFound, counted: [],
            withheld: [],
            steps: [])
        if definition.via == nil, !definition.isOfCutoff {
            trace.steps += ownership(of: engine.slotKeys[0], at: cutoff)
        }
        if let link = definition.via {
            let slot = output.link.flatMap { engine.linkedSlot(of: 0, by: $0, at: cutoff.microseconds) }
            trace.linkedTo = slot.map { engine.slotKeys[$0] }
            trace.steps.append(
                "link `\(link)`\(trace.linkedTo.map { ", as last known before the cutoff: \($0)" } ?? ": none known before the cutoff")"
            )
            if let target = trace.linkedTo, definition.over != .others {
                trace.steps += ownership(of: target, at: cutoff)
            }
        }
        if !definition.isOfCutoff, let series = engine.source(of: output, at: cutoff.microseconds) {
            for index in 0..<series.count
            where series.occurredAt[index] < cutoff.microseconds
                && series.occurredAt[index] >= start?.microseconds ?? .min
            {
                let entry = entry(of: events[Int(series.event[index])], attribute: definition.attribute)
                if series.knownAt[index] < cutoff.microseconds {
                    trace.counted.append(entry)
                } else {
                    trace.withheld.append(entry)
                }
            }
            if output.isOverOthers {
                let count = engine.others(of: output, at: cutoff.microseconds).count
                trace.steps.append("\(count) others with the same link, as last known before the cutoff")
            }
            trace.steps += trace.choice(definition)
        }
        if definition.via == nil || trace.linkedTo != nil {
            trace.steps += trace.reckoning(definition)
        }
        trace.status = status(
            of: trace.value, hasCounted: !trace.counted.isEmpty, linkedTo: trace.linkedTo, at: cutoff,
            from: start,
            definition, output)
        trace.steps.append("value: \(trace.value.text), \(trace.status.rawValue)")
        return trace
    }

    /// Which keys' events count as an entity's beside those of its own key, and why.
    private func ownership(of entity: EntityKey, at cutoff: Instant) -> [String] {
        let keys = engine.owners.filter { $0.value == entity && $0.key != entity }.keys.sorted()
        return keys.compactMap { key in
            guard let link = keyMap?.link(of: key, at: cutoff.microseconds) else { return nil }
            return "events of \(key) count as those of \(entity): link `\(link.link)` to \(link.target), "
                + "recorded at \(Instant(microseconds: link.recordedAt))"
        }
    }

    private func entry(of event: Event, attribute: String?) -> FeatureTrace.Entry {
        FeatureTrace.Entry(
            id: event.id, source: event.source, kind: event.kind, channel: event.channel,
            occurredAt: event.occurredAt, recordedAt: event.recordedAt,
            value: attribute.flatMap { event.attributes[$0] })
    }

    /// What reading a feature's value found.
    ///
    /// - Parameters:
    ///   - hasCounted: whether any event entered the value.
    ///   - linked: the entity whose events count in its place, if the feature goes by a link that was known.
    ///   - start: from when events count; nil for all of them.
    func status(
        of value: FeatureValue, hasCounted: Bool, linkedTo linked: EntityKey?, at cutoff: Instant,
        from start: Instant?, _ definition: FeatureDefinition, _ output: FeaturePlan.Output
    ) -> FeatureStatus {
        if value != .missing { return .present }
        if definition.maximumAge != nil, hasCounted { return .outsideMaximumAge }
        if hasCounted { return .nullValue }
        let subjects: Set<EntityKey>
        if output.isOverOthers {
            subjects = Set(engine.others(of: output, at: cutoff.microseconds).map { engine.slotKeys[$0] })
        } else {
            subjects = Set([definition.via == nil ? engine.slotKeys[0] : linked].compactMap { $0 })
        }
        let filter = engine.plan.filter(of: output)
        let mayCount = events.contains { event in
            subjects.contains(engine.owners[event.subject] ?? event.subject) && event.isKnown(at: cutoff)
                && event.occurredAt >= start ?? event.occurredAt
                && (filter.kinds.isEmpty || filter.kinds.contains(event.kind)) && filter.passes(event)
        }
        return mayCount ? .nullValue : .notFound
    }
}
