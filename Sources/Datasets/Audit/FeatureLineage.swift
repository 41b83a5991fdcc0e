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
    /// Features whose every value carries the time at which it was recorded.
    let proven: Set<String>

    /// The lineage of folded features.
    init(_ features: FeatureSet, sources: [String: SourceDefinition]) {
        var uses: [Use] = []
        for feature in features.features {
            let definition = feature.definition
            let attributes =
                [definition.attribute].compactMap { $0 } + definition.where.keys.sorted()
                + [definition.via].compactMap { $0 }
            // No kinds stands for all of them.
            let kinds = Set(definition.eventKinds)
            func counts(_ kind: String) -> Bool { kinds.isEmpty || kinds.contains(kind) }
            for (name, source) in sources.sorted(by: { $0.key < $1.key }) {
                for event in source.events {
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
        let asserted = Set(uses.filter { $0.history == .snapshot }.map(\.feature))
        proven = Set(features.names).subtracting(asserted)
    }

    /// The lineage of a plain table: each feature is its field, and its time is only asserted.
    init(_ table: TableDefinition) {
        uses = table.featureFields.map {
            Use(feature: $0.name, source: "table", field: $0.name, known: $0.field.known, history: .snapshot)
        }
        proven = []
    }
}
