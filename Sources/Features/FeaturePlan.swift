/// A feature set compiled: names resolved to indices, and one stream for all features that look at the same
/// events in the same way.
struct FeaturePlan: Sendable {
    /// The outputs in the order of the features.
    private(set) var outputs: [Output] = []
    private(set) var groups: [Group] = []
    private(set) var streams: [Stream] = []
    /// The kinds of events that steps and pairs name, by code.
    private(set) var stepKinds: [String] = []
    /// What vectors are made by, in order of first use.
    private(set) var embedders: [EventEmbedder.Content] = []
    /// The different vectors that are asked for.
    private(set) var vectorGroups: [VectorGroup] = []
    private var embedderIndices: [String: Int] = [:]
    private var groupsOfKind: [String: [Int]] = [:]
    private var groupsOfAnyKind: [Int] = []

    init(_ set: FeatureSet) {
        for feature in set.features {
            let definition = feature.definition
            let embedder = definition.embedder.map { index(ofEmbedder: $0, of: set) }
            let payload = embedder.flatMap { tokens(of: $0) } ?? Self.payload(of: definition)
            let stream = stream(Self.filter(of: definition), payload)
            let link = definition.via.map { self.stream(Filter(), .link($0)) }
            if let link {
                streams[stream].servesLinks = true
                if definition.over == .others { streams[link].servesLinks = true }
            }
            var output = output(definition, stream: stream, link: link)
            if let embedder { output.vector = question(definition, by: embedder, output) }
            outputs.append(output)
        }
        for output in outputs {
            if output.kind == .distinct { streams[output.stream].countsCodes = true }
            if output.kind == .activeDays { streams[output.stream].countsDays = true }
        }
        groupsOfAnyKind = groups.indices.filter { groups[$0].filter.kinds.isEmpty }
        for kind in groups.reduce(into: Set<String>(), { $0.formUnion($1.filter.kinds) }) {
            groupsOfKind[kind] = groups.indices.filter {
                groups[$0].filter.kinds.isEmpty || groups[$0].filter.kinds.contains(kind)
            }
        }
    }

    private mutating func output(_ definition: FeatureDefinition, stream: Int, link: Int?) -> Output {
        let isPair = definition.kind == .pairs || definition.kind == .coOccurrence
        let spans = [
            definition.maximumAge, definition.halfLife, definition.every, definition.gap, definition.within,
        ]
        return Output(
            kind: definition.kind, columnKind: definition.columnKind, stream: stream, link: link,
            window: definition.window?.microseconds, against: definition.against?.microseconds ?? 0,
            isOverOthers: definition.over == .others, hasNumbers: streams[stream].payload.content == .numbers,
            span: spans.compactMap { $0 }.first?.microseconds,
            steps: (isPair ? definition.kinds : definition.steps).map { code(ofStep: $0) },
            limit: definition.limit ?? 0,
            calendar: definition.part.map {
                Calendar(part: $0, moment: definition.at ?? .cutoff, zone: definition.zone ?? .utc)
            })
    }

    /// The index of an embedder, taken in when it is new.
    private mutating func index(ofEmbedder reference: String, of set: FeatureSet) -> Int {
        if let index = embedderIndices[reference] { return index }
        guard let content = set.embedders[reference]?.content else {
            preconditionFailure("a set is given its embedders before a value is computed")
        }
        embedderIndices[reference] = embedders.count
        embedders.append(content)
        return embedders.count - 1
    }

    private func tokens(of embedder: Int) -> Payload? {
        if case .events = embedders[embedder] { .token(embedder) } else { nil }
    }

    private mutating func question(
        _ definition: FeatureDefinition, by embedder: Int, _ output: Output
    ) -> VectorQuestion {
        var halfLife = definition.halfLife
        if case .events(let vectors) = embedders[embedder] { halfLife = halfLife ?? vectors.halfLife }
        let group = VectorGroup(
            embedder: embedder, stream: output.stream, link: output.link, isOverOthers: output.isOverOthers,
            window: output.window, halfLife: halfLife?.microseconds, limit: definition.limit ?? 1)
        let index = vectorGroups.firstIndex(of: group) ?? vectorGroups.count
        if index == vectorGroups.count { vectorGroups.append(group) }
        return VectorQuestion(
            embedder: embedder, halfLife: group.halfLife, limit: group.limit, group: index,
            reading: Self.reading(definition, by: embedders[embedder]))
    }

    private mutating func code(ofStep kind: String) -> Int32 {
        if let code = stepKinds.firstIndex(of: kind) { return Int32(code) }
        stepKinds.append(kind)
        return Int32(stepKinds.count - 1)
    }

    /// The indices of the groups an event of that kind may belong to.
    func groups(ofKind kind: String) -> [Int] { groupsOfKind[kind] ?? groupsOfAnyKind }

    private static func filter(of definition: FeatureDefinition) -> Filter {
        let isShare = definition.kind == .channelShare
        // Only events of a sequence's steps can have a part in it.
        let kinds = definition.eventKinds
        return Filter(
            kinds: Set(kinds), channel: isShare ? nil : definition.channel, conditions: definition.where)
    }

    private static func payload(of definition: FeatureDefinition) -> Payload {
        switch definition.kind {
        case .channelEntropy, .preferredChannel, .preferredChannelConfidence: return .channel
        case .channelShare: return .isChannel(definition.channel ?? "")
        case .pairs, .coOccurrence, .ngram, .sequence: return .kind
        default: break
        }
        guard let attribute = definition.attribute else { return .times }
        switch definition.kind {
        case .vector, .similarity: return .text(attribute)
        case .distinct, .changes, .timeSinceChange: return .value(attribute)
        case .attribute, .first, .last:
            return definition.columnKind == .category ? .category(attribute) : .number(attribute)
        case .text: return .text(attribute)
        default: return .number(attribute)
        }
    }

    /// The filter of a feature's stream.
    func filter(of output: Output) -> Filter {
        groups.first { $0.streams.contains(output.stream) }?.filter ?? Filter()
    }

    /// The index of the stream, made when it is new.
    private mutating func stream(_ filter: Filter, _ payload: Payload) -> Int {
        let group: Int
        if let index = groups.firstIndex(where: { $0.filter == filter }) {
            group = index
        } else {
            group = groups.count
            groups.append(Group(filter: filter))
        }
        if let known = groups[group].streams.first(where: { streams[$0].payload == payload }) { return known }
        groups[group].streams.append(streams.count)
        streams.append(Stream(payload: payload))
        return streams.count - 1
    }
}
