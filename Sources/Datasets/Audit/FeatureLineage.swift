internal import Features

/// Which fields of which sources each feature rests on.
struct FeatureLineage {
    /// One field behind a feature.
    struct Use: Hashable {
        var feature: String
        var source: String
        var field: String
        var known: FieldDefinition.Knowledge?
        var history: SourceDefinition.History
    }

    let uses: [Use]
    /// Features that rest only on events that were kept as they were recorded, each with the time of its recording.
    ///
    /// A time that is assumed (`assumed occurredAt + 0d`) proves nothing: the row may have been entered at any later time.
    let proven: Set<String>
    /// Features that read a source that is overwritten in place.
    let overwritten: Set<String>

    /// The lineage of folded features.
    init(_ features: FeatureSet, sources: [String: SourceDefinition]) {
        var uses: [Use] = []
        var asserted: Set<String> = []
        var overwritten: Set<String> = []
        for feature in features.features {
            let definition = feature.definition
            let attributes =
                [definition.attribute].compactMap { $0 } + definition.where.keys.sorted()
                + [definition.via, features.tokenAttribute(of: definition)].compactMap { $0 }
            // No kinds stands for all of them.
            let kinds = Set(definition.eventKinds)
            func counts(_ kind: String) -> Bool { kinds.isEmpty || kinds.contains(kind) }
            for (name, source) in sources.sorted(by: { $0.key < $1.key }) {
                for event in source.events {
                    if Self.isAsserted(event, of: source),
                        Self.reads(event, feature.definition, features.identity)
                    {
                        asserted.insert(feature.name)
                        if source.history == .snapshot { overwritten.insert(feature.name) }
                    }
                    let names = event.attributeFields
                    let isLink = definition.via.map { names[$0] != nil } ?? false
                    guard counts(event.kind) || isLink else { continue }
                    if kinds.contains(event.kind), source.fields[event.occurredAt]?.known == .afterOutcome {
                        // The event itself takes place only after the outcome.
                        uses.append(
                            Use(
                                feature: feature.name, source: name, field: event.occurredAt,
                                known: .afterOutcome,
                                history: source.history))
                    }
                    for attribute in attributes {
                        guard let read = names[attribute] else { continue }
                        // A link may come with any event; the other attributes only with those of the kind.
                        if attribute != definition.via, !counts(event.kind) { continue }
                        let field = source.fields[read]
                        uses.append(
                            Use(
                                feature: feature.name, source: name, field: read, known: field?.known,
                                history: source.history))
                    }
                }
            }
        }
        self.uses = Array(Set(uses)).sorted {
            ($0.feature, $0.source, $0.field) < ($1.feature, $1.source, $1.field)
        }
        proven = Set(features.names).subtracting(asserted)
        self.overwritten = overwritten
    }

    /// Whether every event that says whom a key belongs to was kept with the time of its recording.
    static func isProven(_ identity: IdentityDefinition?, by sources: [String: SourceDefinition]) -> Bool {
        guard let identity else { return false }
        return sources.values.allSatisfy { source in
            source.events.allSatisfy { event in
                !isAsserted(event, of: source)
                    || identity.links.allSatisfy { event.attributeFields[$0] == nil }
            }
        }
    }

    /// Whether nothing but a statement says when an event was known.
    private static func isAsserted(_ event: EventDefinition, of source: SourceDefinition) -> Bool {
        if source.history == .snapshot { return true }
        if case .assumed? = event.recording { return true }
        return false
    }

    /// Whether events of this sort can change a feature's value.
    private static func reads(
        _ event: EventDefinition, _ feature: FeatureDefinition, _ identity: IdentityDefinition?
    ) -> Bool {
        if feature.isOfCutoff { return false }
        let names = event.attributeFields
        // Whose events a feature pools, is told by the links.
        if let identity, identity.links.contains(where: { names[$0] != nil }) { return true }
        if let via = feature.via, names[via] != nil { return true }
        let kinds = feature.eventKinds
        guard kinds.isEmpty || kinds.contains(event.kind) else { return false }
        let needed = feature.where.keys + (feature.attribute.map { [$0] } ?? [])
        return needed.allSatisfy { names[$0] != nil }
    }

    /// The lineage of a plain table: each feature is its field, and its time is only asserted.
    init(_ table: TableDefinition) {
        uses = table.featureFields.map {
            Use(feature: $0.name, source: "table", field: $0.name, known: $0.field.known, history: .snapshot)
        }
        proven = []
        overwritten = Set(table.featureFields.map(\.name))
    }
}
