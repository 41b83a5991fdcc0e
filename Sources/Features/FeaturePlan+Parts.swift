extension FeaturePlan {
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
        /// What happened, as the code of its token in the vectors of the embedder at an index; an event that has none lacks it.
        case token(Int)

        /// What a series keeps of an event for it.
        var content: EventSeries.Content {
            switch self {
            case .times: .times
            case .number: .numbers
            case .value, .category, .text, .kind, .channel, .isChannel, .link, .token: .codes
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
        /// What is read of a vector; nil for other kinds.
        var vector: VectorQuestion?
    }

    /// What a calendar feature reads.
    struct Calendar: Sendable {
        var part: CalendarPart
        var moment: CalendarMoment
        var zone: ZoneOffset
    }
}

extension FeaturePlan.Filter {
    /// Whether an event of the right kind passes, in O(conditions).
    func passes(_ event: Event) -> Bool {
        if let channel, channel != event.channel { return false }
        return conditions.allSatisfy { $0.value.passes(event.attributes[$0.key]) }
    }
}
