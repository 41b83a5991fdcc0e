extension FeatureFold {
    /// Which events the features read.
    ///
    /// - Complexity: O(features).
    public var eventSchema: EventSchema {
        var demands: [String?: [String: [Set<AttributeType>]]] = [:]
        var readsEveryKind = false
        func demand(_ name: String, _ types: Set<AttributeType>, of kind: String?) {
            demands[kind, default: [:]][name, default: []].append(types)
        }
        for (feature, output) in zip(set.features, engine.plan.outputs)
        where !feature.definition.isOfCutoff {
            let filter = engine.plan.filter(of: output)
            let payload = engine.plan.streams[output.stream].payload
            let needs = engine.plan.needs(of: payload) + filter.conditions.map { ($0.key, $0.value.types) }
            var kinds: [String?] = filter.kinds.map { $0 }
            if let tokens = engine.plan.kinds(of: payload) {
                kinds = kinds.isEmpty ? tokens.map { $0 } : kinds.filter { $0.map(tokens.contains) ?? false }
            } else if kinds.isEmpty {
                kinds = [nil]
                if needs.isEmpty { readsEveryKind = true }
            }
            for kind in kinds {
                // A kind is read though nothing of its events is but that they happened.
                if demands[kind] == nil { demands[kind] = [:] }
                for (name, types) in needs { demand(name, types, of: kind) }
            }
            if let link = feature.definition.via { demand(link, [.link], of: nil) }
        }
        for link in set.identity?.links ?? [] { demand(link, [.link], of: nil) }
        var attributes: [String: [EventSchema.Attribute]] = [:]
        for (kind, names) in demands {
            if let kind { attributes[kind] = EventSchema.merged(names) }
        }
        return EventSchema(
            attributes: attributes, anywhere: EventSchema.merged(demands[nil] ?? [:]),
            readsEveryKind: readsEveryKind)
    }
}

extension EventSchema {
    fileprivate static func merged(_ demands: [String: [Set<AttributeType>]]) -> [Attribute] {
        demands.sorted { $0.key < $1.key }.map { name, types in
            Attribute(
                name: name, takenByAll: types.dropFirst().reduce(types[0]) { $0.intersection($1) },
                takenBySome: types.reduce(into: []) { $0.formUnion($1) })
        }
    }
}

extension FeaturePlan {
    /// The attribute that a stream keeps of an event, with what it may hold.
    fileprivate func needs(of payload: Payload) -> [(String, Set<AttributeType>)] {
        switch payload {
        case .number(let name): [(name, [.number, .flag])]
        case .value(let name): [(name, Set(AttributeType.allCases))]
        case .category(let name): [(name, [.number, .text, .flag])]
        case .text(let name): [(name, [.text])]
        case .link(let name): [(name, [.link])]
        case .token(let embedder):
            if case .events(let vectors) = embedders[embedder], let name = vectors.attribute {
                [(name, [.number, .text, .flag])]
            } else {
                []
            }
        case .times, .kind, .channel, .isChannel: []
        }
    }

    /// The kinds of events that an embedder knows; nil for a stream that goes by none.
    fileprivate func kinds(of payload: Payload) -> Set<String>? {
        guard case .token(let embedder) = payload, case .events(let vectors) = embedders[embedder] else {
            return nil
        }
        return Set(vectors.tokens.map(\.kind))
    }
}

extension AttributeCondition {
    /// What an attribute may hold to pass.
    fileprivate var types: Set<AttributeType> {
        switch self {
        case .oneOf(let values): Set(values.map(\.type))
        case .range: [.number]
        }
    }
}
