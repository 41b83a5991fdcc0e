/// What can be wrong with an event, an instant's text or a feature's definition.
///
/// Texts say what is wrong, where, and the remedy. Values that may be personal are shown as their shape only
/// (`9999-99-99` for a date): digits become 9 and letters a.
public enum FeatureError: Error, Equatable, Sendable {
    /// A text is no instant.
    case malformedInstant(shape: String)
    /// A text is a date without a time of day, so the instant it stands for depends on a declared zone.
    case dateWithoutTime(shape: String)
    /// A text is no calendar date `YYYY-MM-DD`.
    case malformedDate(shape: String)
    /// A text is no time span.
    case malformedSpan(text: String)
    /// A text is no offset from UTC.
    case malformedOffset(text: String)
    /// A text is no `namespace:id`.
    case malformedKey(shape: String)
    /// A field of an event breaks a rule of the envelope.
    case invalidEvent(field: String, problem: String, remedy: String)
    /// A feature names a kind there is none of.
    case unknownKind(feature: String, kind: String)
    /// A feature of this kind needs a field that is not there.
    case missingField(feature: String, field: String, kind: FeatureDefinition.Kind)
    /// A feature of this kind has no use for a field that is there.
    case uselessField(feature: String, field: String, kind: FeatureDefinition.Kind)
    /// A span of a feature is not positive or longer than a hundred years.
    case spanOutOfRange(feature: String, field: String, span: TimeSpan)
    /// A field of a feature says something that its kind or its other fields rule out.
    case contradiction(feature: String, field: String, problem: String, remedy: String)
    /// A feature's name or one of its fields is an empty text.
    case emptyText(feature: String, field: String)
    /// Two features have one name.
    case duplicateFeature(name: String)
    /// A feature names something the sources do not make: an event kind, or a link.
    case unknownName(feature: String, field: String, name: String, known: [String])
    /// Vectors of events do not hold together.
    case invalidVectors(problem: String)
    /// A reference names another embedder than the one that the features were defined by; both digests.
    case otherEmbedder(reference: String, expected: String, found: String)
    /// There is no feature of that name in the set.
    case unknownFeature(name: String, known: [String])
}

extension FeatureError {
    /// The field of the definition or event the error is about, where it is about one.
    public var field: String? {
        switch self {
        case .invalidEvent(let field, _, _), .missingField(_, let field, _), .uselessField(_, let field, _),
            .spanOutOfRange(_, let field, _), .emptyText(_, let field), .unknownName(_, let field, _, _),
            .contradiction(_, let field, _, _):
            field
        case .unknownKind: "kind"
        default: nil
        }
    }

    /// The name of the feature the error is about, where it is about one.
    public var feature: String? {
        switch self {
        case .unknownKind(let feature, _), .missingField(let feature, _, _), .uselessField(let feature, _, _),
            .spanOutOfRange(let feature, _, _), .emptyText(let feature, _),
            .contradiction(let feature, _, _, _),
            .unknownName(let feature, _, _, _), .duplicateFeature(let feature),
            .unknownFeature(let feature, _):
            feature
        default: nil
        }
    }
}
