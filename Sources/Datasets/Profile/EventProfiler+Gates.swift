public import Features

extension EventProfiler {
    /// The gates of the `quality` section that an import does not pass; empty if it passes all or has none.
    ///
    /// - Throws: `DatasetError.setting` for an unknown zone.
    /// - Complexity: O(events); with `noStepChange`, that of a profile's search.
    public func failedGates(
        _ table: EventTable, manifest: ImportManifest
    ) throws(DatasetError) -> [ProfileFinding] {
        guard let gates = settings?.gates else { return [] }
        var failed = rows(gates, manifest) + nulls(gates, table)
        failed += try staleness(gates, table)
        if let places = gates.noStepChange, !places.isEmpty {
            let steps = try steps(table).filter { step in
                places.contains { step.place == $0 || step.place.hasPrefix($0 + ".") }
            }
            failed += steps.map { step in
                ProfileFinding(
                    .qualityGate, .fail, source: step.source, kind: step.kind, field: step.field,
                    months: step.months, evidence: "noStepChange: \(step.evidence)",
                    falseAlarms: step.falseAlarms, remedy: step.remedy)
            }
        }
        return failed
    }

    private func rows(_ gates: QualityGates, _ manifest: ImportManifest) -> [ProfileFinding] {
        (gates.minimumRows ?? [:]).sorted { $0.key < $1.key }.compactMap { name, least in
            let accepted = manifest.sources.first { $0.name == name }?.counts.accepted ?? 0
            guard accepted < least else { return nil }
            return ProfileFinding(
                .qualityGate, .fail, source: name,
                evidence: "minimumRows: \(accepted) rows are accepted, \(least) must be",
                falseAlarms: ProfileFinding.fact,
                remedy: "load the rest of the rows, or lower minimumRows")
        }
    }

    private func nulls(_ gates: QualityGates, _ table: EventTable) -> [ProfileFinding] {
        guard let shares = gates.maximumNullShare, !shares.isEmpty else { return [] }
        let events = ProfileEvents(table)
        return shares.sorted { $0.key < $1.key }.compactMap { place, most in
            // A source's and a kind's name may hold dots: the place is taken as a whole.
            var total = 0
            var nulls = 0
            var found: (ProfileEvents.Group, String)?
            for (index, group) in events.groups.enumerated() {
                let prefix = "\(group.source).\(group.kind)."
                guard place.hasPrefix(prefix) else { continue }
                let name = String(place.dropFirst(prefix.count))
                found = (group, name)
                let attribute = events.attributes[name] ?? ProfileEvents.Attribute()
                for row in 0..<events.count where events.group[row] == index {
                    total += 1
                    if !attribute.hasValue(row) { nulls += 1 }
                }
            }
            guard let (group, name) = found, Double(nulls) > most * Double(total) else { return nil }
            return ProfileFinding(
                .qualityGate, .fail, source: group.source, kind: group.kind, field: name,
                evidence:
                    "maximumNullShare: \(nulls) of \(total) events (\(ProfileText.percent(Double(nulls) / Double(max(1, total))))) have no value, at most \(ProfileText.percent(most)) may",
                falseAlarms: ProfileFinding.fact,
                remedy: "correct the field's mapping, or raise maximumNullShare")
        }
    }

    private func staleness(
        _ gates: QualityGates, _ table: EventTable
    ) throws(DatasetError) -> [ProfileFinding] {
        guard let spans = gates.maximumStaleness, !spans.isEmpty, table.rowCount > 0 else { return [] }
        let data = try ProfileData(table, sources: sources, zone: zone, until: until)
        var latest = [Int64](repeating: .min, count: data.events.groups.count)
        for row in 0..<data.events.count where data.events.occurredAt[row] < data.end {
            let group = Int(data.events.group[row])
            latest[group] = max(latest[group], data.events.occurredAt[row])
        }
        return spans.sorted { $0.key < $1.key }.compactMap { name, most in
            let own = data.events.groups.indices.filter { data.events.groups[$0].source == name }
            let last = own.map { latest[$0] }.max() ?? .min
            guard last == .min || data.end - last > most.microseconds else { return nil }
            let age = last == .min ? "no event at all" : "\(OrderChecks.text(data.end - last)) old"
            return ProfileFinding(
                .qualityGate, .fail, source: name,
                evidence:
                    "maximumStaleness: at the end of the data its last event is \(age), at most \(most) may be",
                falseAlarms: ProfileFinding.fact,
                remedy: "load what has come since, or raise maximumStaleness")
        }
    }
}
