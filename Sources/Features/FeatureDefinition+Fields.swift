extension FeatureDefinition {
    /// The fields whose use depends on the kind.
    enum Field: String, CaseIterable {
        case of, kinds, via, over, `where`, channel, window, against, attribute, type, maximumAge, halfLife,
            every
        case gap, steps, within, part, at, zone, limit, personal, embedder, like, coordinate, coordinates
    }

    /// The fields that are given.
    var given: Set<Field> {
        Set(
            Field.allCases.filter { field in
                switch field {
                case .of: of != nil
                case .kinds: !kinds.isEmpty
                case .via: via != nil
                case .over: over != nil
                case .where: !self.where.isEmpty
                case .channel: channel != nil
                case .window: window != nil
                case .against: against != nil
                case .attribute: attribute != nil
                case .type: type != nil
                case .maximumAge: maximumAge != nil
                case .halfLife: halfLife != nil
                case .every: every != nil
                case .gap: gap != nil
                case .steps: !steps.isEmpty
                case .within: within != nil
                case .part: part != nil
                case .at: at != nil
                case .zone: zone != nil
                case .limit: limit != nil
                case .personal: personal != nil
                case .embedder: embedder != nil
                case .like: !like.isEmpty
                case .coordinate: coordinate != nil
                case .coordinates: coordinates != nil
                }
            })
    }

    /// The spans with their fields.
    var spans: [(field: Field, span: TimeSpan)] {
        let all: [(Field, TimeSpan?)] = [
            (.window, window), (.against, against), (.maximumAge, maximumAge), (.halfLife, halfLife),
            (.every, every), (.gap, gap), (.within, within),
        ]
        return all.compactMap { field, span in span.map { (field, $0) } }
    }
}

extension FeatureDefinition.Kind {
    /// The fields that the kind cannot do without, in the order in which they are asked for.
    var needed: [FeatureDefinition.Field] {
        switch self {
        case .sum, .mean, .standardDeviation, .minimum, .maximum, .distinct, .first, .last, .attribute,
            .changes, .timeSinceChange:
            [.attribute]
        case .ratio: [.window, .against]
        case .decay: [.halfLife]
        case .sessions, .meanSessionLength, .meanSessionEvents, .timeSinceSessionStart: [.gap]
        case .channelShare: [.channel]
        case .pairs, .coOccurrence: [.kinds, .within]
        case .ngram, .sequence: [.steps]
        case .calendar: [.part]
        case .text: [.attribute, .limit]
        case .vector: [.embedder]
        case .similarity: [.embedder, .like]
        case .count, .activeDays, .timeSinceLast, .timeSinceFirst, .meanInterval, .minimumInterval,
            .maximumInterval, .intervalStandardDeviation, .intervalVariation, .trend, .channelEntropy,
            .preferredChannel, .preferredChannelConfidence:
            []
        }
    }

    /// The fields that the kind has a use for.
    var used: Set<FeatureDefinition.Field> {
        let links: Set<FeatureDefinition.Field> = [.via, .over]
        let events = links.union([.of, .kinds, .where, .window])
        switch self {
        case .first, .last: return events.union([.channel, .attribute, .type])
        case .attribute: return events.union([.channel, .attribute, .type, .maximumAge])
        case .trend: return events.union([.channel, .attribute, .every])
        case .decay: return events.union([.channel, .attribute, .halfLife])
        case .channelEntropy, .preferredChannel, .preferredChannelConfidence: return events
        case .ngram: return events.subtracting([.of]).union([.channel, .steps, .within])
        case .sequence: return links.union([.where, .window, .channel, .steps, .within])
        case .pairs, .coOccurrence: return events.subtracting([.of]).union([.channel, .within])
        case .calendar: return events.union([.channel, .part, .at, .zone, .type])
        case .text: return events.union([.channel, .attribute, .limit, .personal])
        case .vector:
            return events.union([
                .channel, .attribute, .limit, .halfLife, .embedder, .coordinate, .coordinates,
            ])
        case .similarity: return events.union([.channel, .attribute, .limit, .halfLife, .embedder, .like])
        default: return events.union([.channel]).union(needed)
        }
    }
}
