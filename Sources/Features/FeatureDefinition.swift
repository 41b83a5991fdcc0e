/// How one feature is computed from the events known before a cutoff.
///
/// `of`, `where`, `channel` and `via` choose the events, `window` cuts them to `[t - window, t)`, and `kind` says
/// what becomes of them. Formulas, units and rules for missing values: `docs/features.md`.
public struct FeatureDefinition: Sendable, Equatable {
    /// What becomes of the chosen events.
    public var kind: Kind
    /// The kind of events that count; nil for every kind.
    public var of: String?
    /// The link whose target's events count, in place of the entity's own; nil for its own.
    public var via: String?
    /// Attributes that an event must carry with exactly these values; empty for no condition.
    public var `where`: [String: AttributeValue]
    /// The channel events must have; nil for every channel.
    public var channel: String?
    /// How far back from the cutoff events count, by when they occurred; nil for all of them.
    public var window: TimeSpan?
    /// For `ratio`, the length of the span before the window that it is compared with.
    public var against: TimeSpan?
    /// The attribute whose values count.
    public var attribute: String?
    /// For `attribute`, whether its values are numbers or categories; nil stands for category.
    public var type: ColumnKind?
    /// The unit of the value for readers, such as `USD`.
    public var unit: String?
    /// The sentence that gives the value as a reason, with `{value}` in its place.
    public var sentence: String?

    /// Creates a definition; `FeatureSet` checks it.
    public init(
        kind: Kind, of: String? = nil, via: String? = nil, where: [String: AttributeValue] = [:],
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
    public var columnKind: ColumnKind { kind == .attribute ? type ?? .category : .number }
}
