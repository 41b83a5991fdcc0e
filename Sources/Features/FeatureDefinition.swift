/// How one feature is computed from the events known before a cutoff.
///
/// `of`, `kinds`, `where`, `channel`, `via` and `over` choose the events, `window` cuts them to `[t - window, t)`,
/// and `kind` says what becomes of them. Formulas, units and rules for missing values: `docs/features.md`.
public struct FeatureDefinition: Sendable, Equatable {
    /// What becomes of the chosen events.
    public var kind: Kind
    /// The kind of events that count; nil for every kind.
    public var of: String?
    /// The kinds of events that count, in place of `of`; empty for every kind.
    public var kinds: [String] = []
    /// The link whose target's events count, in place of the entity's own; nil for its own.
    public var via: String?
    /// Whose events count with a link; nil stands for `target`.
    public var over: Population?
    /// Conditions on attributes that an event must carry; empty for none.
    public var `where`: [String: AttributeCondition] = [:]
    /// The channel events must have, or for `channelShare` the one whose share is asked; nil for every channel.
    public var channel: String?
    /// How far back from the cutoff events count, by when they occurred; nil for all of them.
    public var window: TimeSpan?
    /// For `ratio`, the length of the span before the window that it is compared with.
    public var against: TimeSpan?
    /// The attribute whose values count.
    public var attribute: String?
    /// For values as they are, whether they are numbers or categories; see `columnKind` for nil.
    public var type: ColumnKind?
    /// How old a value may be at the cutoff; nil for any age.
    public var maximumAge: TimeSpan?
    /// For `decay`, the span in which a weight halves.
    public var halfLife: TimeSpan?
    /// For `trend` of events, the length of the spans they are counted in; nil stands for a day.
    public var every: TimeSpan?
    /// For sessions, the longest time between two events of one session.
    public var gap: TimeSpan?
    /// For `ngram` and `sequence`, the kinds of events in order.
    public var steps: [String] = []
    /// For patterns of events, how far apart two neighbours of the pattern may be; nil for any distance.
    public var within: TimeSpan?
    /// For `calendar`, the part of the date or time.
    public var part: CalendarPart?
    /// For `calendar`, the moment that is read; nil stands for the cutoff.
    public var at: CalendarMoment?
    /// For `calendar`, the zone in which it is read; nil stands for UTC.
    public var zone: ZoneOffset?
    /// For `text`, how many texts are taken at most.
    public var limit: Int?
    /// For `text`, the declaration that the texts hold personal data; nil stands for false.
    public var personal: Bool?
    /// For kinds of vectors, the version of the embedder, such as `models:/behaviour/1`.
    public var embedder: String?
    /// For `similarity`, what the archetype does or says: tokens of events, or sentences.
    public var like: [String] = []
    /// For `vector`, which of its numbers, from 0.
    public var coordinate: Int?
    /// For `vector`, how many of its numbers, from the first: a set makes a feature of each.
    public var coordinates: Int?
    /// The unit of the value for readers, such as `USD`.
    public var unit: String?
    /// The sentence that gives the value as a reason, with `{value}` in its place and `{one|many}` for words that differ between 1 and others.
    public var sentence: String?
    /// What explanations group the feature under; nil stands for the kind's own family.
    public var family: String?

    /// Creates a definition; `FeatureSet` checks it.
    ///
    /// The fields that few kinds have are set on the result.
    public init(
        kind: Kind, of: String? = nil, via: String? = nil, where: [String: AttributeCondition] = [:],
        channel: String? = nil, window: TimeSpan? = nil, against: TimeSpan? = nil, attribute: String? = nil,
        type: ColumnKind? = nil, unit: String? = nil, sentence: String? = nil
    ) {
        self.kind = kind
        self.of = of
        self.via = via
        self.where = `where`
        self.channel = channel
        self.window = window
        self.against = against
        self.attribute = attribute
        self.type = type
        self.unit = unit
        self.sentence = sentence
    }

    /// The kind of the column the feature makes.
    public var columnKind: ColumnKind {
        switch kind {
        case .attribute, .first, .last: type ?? .category
        case .preferredChannel, .text: .category
        case .calendar: type ?? .number
        default: .number
        }
    }

    /// Whether the value is told by the cutoff alone: no event has a part in it.
    public var isOfCutoff: Bool { kind == .calendar && at ?? .cutoff == .cutoff }

    /// The kinds of events that count; empty for every kind.
    public var eventKinds: [String] { kind == .sequence ? steps : of.map { [$0] } ?? kinds }
}
