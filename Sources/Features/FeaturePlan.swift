/// A feature set compiled: names resolved to indices, and one stream for all features that look at the same
/// events in the same way.
struct FeaturePlan: Sendable {
    /// Which events pass.
    struct Filter: Hashable, Sendable {
        /// Empty for every kind.
        var kinds: Set<String> = []
        var channel: String?
        var conditions: [String: AttributeCondition] = [:]
    }

    /// What is kept of an event; an event that lacks it is not in the stream.
    enum Payload: Hashable, Sendable {
        /// Its times only.
        case times
        /// The attribute as a number; a truth value counts 1 or 0.
        case number(String)
        /// The attribute's value of any type, as a code.
        case value(String)
        /// The attribute's value unless it is a link, as a code.
        case category(String)
        /// The attribute's text, as a code.
        case text(String)
        /// The kind of event, as its index in `stepKinds`; -1 for one that no step names.
        case kind
        /// The channel, as a code; an event that names none lacks it.
        case channel
        /// Whether the channel is this one, as 1 or 0; an event that names none lacks it.
        case isChannel(String)
        /// The entity the attribute links to, as its slot.
        case link(String)

        /// What a series keeps of an event for it.
        var content: EventSeries.Content {
            switch self {
            case .times: .times
            case .number: .numbers
            case .value, .category, .text, .kind, .channel, .isChannel, .link: .codes
            }
        }
    }

    /// The events of an entity that pass one filter, and what is kept of them.
    struct Stream: Sendable {
        var payload: Payload
        /// Whether some feature looks at a linked entity's events in the stream.
        var servesLinks = false
        /// Whether some feature counts different codes.
        var countsCodes = false
        /// Whether some feature counts different days.
        var countsDays = false

        /// An empty series of the stream.
        var series: EventSeries {
            EventSeries(payload.content, countsCodes: countsCodes, countsDays: countsDays)
        }
    }

    /// One filter's streams.
    struct Group: Sendable {
        var filter: Filter
        /// Indices of streams.
        var streams: [Int] = []
    }

    /// How a feature's value comes from its stream.
    struct Output: Sendable {
        var kind: FeatureDefinition.Kind
        var columnKind: ColumnKind
        var stream: Int
        /// The stream of the link the feature goes by; nil for the entity's own events.
        var link: Int?
        /// Microseconds; nil for all that is known.
        var window: Int64?
        /// Microseconds; 0 except for a ratio.
        var against: Int64
        /// Whether the events of the others of the link's target count, in place of the target's.
        var isOverOthers: Bool
        /// Whether the stream has the numbers of an attribute.
        var hasNumbers: Bool
        /// The kind's own span in microseconds: half-life, bucket, gap, distance or age; nil where it has none.
        var span: Int64?
        /// The codes of the steps, or of the two kinds of a pair.
        var steps: [Int32]
        /// The number of texts taken.
        var limit: Int
        var calendar: Calendar?
    }

    /// What a calendar feature reads.
    struct Calendar: Sendable {
        var part: CalendarPart
        var moment: CalendarMoment
        var zone: ZoneOffset
    }

    /// The outputs in the order of the features.
    private(set) var outputs: [Output] = []
    private(set) var groups: [Group] = []
    private(set) var streams: [Stream] = []
    /// The kinds of events that steps and pairs name, by code.
    private(set) var stepKinds: [String] = []
    private var groupsOfKind: [String: [Int]] = [:]
    private var groupsOfAnyKind: [Int] = []

    init(_ set: FeatureSet) {
        for feature in set.features {
            let definition = feature.definition
            let stream = stream(Self.filter(of: definition), Self.payload(of: definition))
            let link = definition.via.map { self.stream(Filter(), .link($0)) }
            if let link {
                streams[stream].servesLinks = true
                if definition.over == .others { streams[link].servesLinks = true }
            }
            outputs.append(output(definition, stream: stream, link: link))
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

extension FeaturePlan.Filter {
    /// Whether an event of the right kind passes, in O(conditions).
    func passes(_ event: Event) -> Bool {
        if let channel, channel != event.channel { return false }
        return conditions.allSatisfy { $0.value.passes(event.attributes[$0.key]) }
    }
}
