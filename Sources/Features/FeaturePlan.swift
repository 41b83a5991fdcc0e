/// A feature set compiled: names resolved to indices, and one stream for all features that look at the same
/// events in the same way.
struct FeaturePlan: Sendable {
    /// Which events pass.
    struct Filter: Hashable, Sendable {
        var of: String?
        var channel: String?
        var conditions: [String: AttributeValue] = [:]
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
        /// The entity the attribute links to, as its slot.
        case link(String)

        /// What a series keeps of an event for it.
        var content: EventSeries.Content {
            switch self {
            case .times: .times
            case .number: .numbers
            case .value, .category, .link: .codes
            }
        }
    }

    /// The events of an entity that pass one filter, and what is kept of them.
    struct Stream: Sendable {
        var payload: Payload
        /// Whether some feature looks at a linked entity's events in the stream.
        var servesLinks = false
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
    }

    /// The outputs in the order of the features.
    private(set) var outputs: [Output] = []
    private(set) var groups: [Group] = []
    private(set) var streams: [Stream] = []
    private var groupsOfKind: [String: [Int]] = [:]
    private var groupsOfAnyKind: [Int] = []

    init(_ set: FeatureSet) {
        for feature in set.features {
            let definition = feature.definition
            let filter = Filter(
                of: definition.of, channel: definition.channel, conditions: definition.where)
            let stream = stream(filter, Self.payload(of: definition))
            let link = definition.via.map { self.stream(Filter(), .link($0)) }
            if link != nil { streams[stream].servesLinks = true }
            outputs.append(
                Output(
                    kind: definition.kind, columnKind: definition.columnKind, stream: stream, link: link,
                    window: definition.window?.microseconds, against: definition.against?.microseconds ?? 0))
        }
        groupsOfAnyKind = groups.indices.filter { groups[$0].filter.of == nil }
        for kind in Set(groups.compactMap(\.filter.of)) {
            groupsOfKind[kind] = groups.indices.filter { [nil, kind].contains(groups[$0].filter.of) }
        }
    }

    /// The indices of the groups an event of that kind may belong to.
    func groups(ofKind kind: String) -> [Int] { groupsOfKind[kind] ?? groupsOfAnyKind }

    private static func payload(of definition: FeatureDefinition) -> Payload {
        guard let attribute = definition.attribute else { return .times }
        switch definition.kind {
        case .distinct: return .value(attribute)
        case .attribute where definition.columnKind == .category: return .category(attribute)
        default: return .number(attribute)
        }
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
        return conditions.allSatisfy { event.attributes[$0.key] == $0.value }
    }
}
