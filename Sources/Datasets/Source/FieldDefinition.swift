/// What a field of a row must be, what it is for, and when it is known.
public struct FieldDefinition: Codable, Equatable, Sendable {
    /// The type of the values.
    public var type: Kind
    /// What the field is for; nil drops it at ingest.
    public var purpose: Purpose?
    /// For keys, the namespace of the entities, such as `customer`.
    public var namespace: String?
    /// For dates and instants written as text, the pattern in strftime's letters.
    public var pattern: String?
    /// Whether the values identify a person; then they are kept out of every artifact.
    public var personal: Bool?
    /// The unit for readers, such as `USD`.
    public var unit: String?
    /// The least number admitted.
    public var minimum: Double?
    /// The greatest number admitted.
    public var maximum: Double?
    /// The texts admitted.
    public var allowed: [String]?
    /// Whether a row without a value is bad, which it is not unless said; an empty text is no value.
    public var nulls: Nulls?
    /// When the company knows the value; nil is undeclared.
    public var known: Knowledge?
    /// For a field that becomes a feature of a table, what explanations group it under.
    public var family: String?

    /// The type of a field's values.
    public enum Kind: String, Codable, Sendable {
        /// An identifier.
        case key
        /// A whole number.
        case integer
        /// A number.
        case number
        /// A text or category.
        case text
        /// A truth value.
        case boolean
        /// A calendar day, known at the end of that day in the data's zone.
        case date
        /// A point in time; a text without a zone is read in the data's zone.
        case instant
    }

    /// What a field is for.
    public enum Purpose: String, Codable, Sendable {
        /// Says who or what the row is about.
        case identity
        /// Says when.
        case time
        /// May become a feature.
        case feature
        /// Is the outcome or part of it.
        case label
        /// Groups rows in reports.
        case group
        /// Chooses which rows yield an event.
        case filter
    }

    /// What to do with a row that has no value.
    public enum Nulls: String, Codable, Sendable {
        /// Nothing: the value is missing.
        case allow
        /// The row is quarantined.
        case refuse
    }

    /// When the company knows the value.
    public enum Knowledge: String, Codable, CaseIterable, Sendable {
        /// As it happens, before the row is recorded; it still counts from when it is recorded.
        case atEvent
        /// When the row's event is recorded; the value never changes later.
        case atRecord
        /// Only after the outcome.
        case afterOutcome
        /// At the row's as-of time.
        case asOf
    }

    /// Creates a definition.
    public init(
        type: Kind, purpose: Purpose?, namespace: String? = nil, pattern: String? = nil,
        personal: Bool? = nil, unit: String? = nil, minimum: Double? = nil, maximum: Double? = nil,
        allowed: [String]? = nil, nulls: Nulls? = nil, known: Knowledge? = nil
    ) {
        self.type = type
        self.purpose = purpose
        self.namespace = namespace
        self.pattern = pattern
        self.personal = personal
        self.unit = unit
        self.minimum = minimum
        self.maximum = maximum
        self.allowed = allowed
        self.nulls = nulls
        self.known = known
    }
}
