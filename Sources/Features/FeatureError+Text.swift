extension FeatureError: CustomStringConvertible {
    /// What is wrong, where, and the remedy, in one line.
    public var description: String {
        switch self {
        case .malformedInstant(let shape):
            "a text of the shape \"\(shape)\" is no instant; write YYYY-MM-DDTHH:MM:SS[.ffffff] with Z or ±HH:MM, "
                + "of a calendar day that exists, without leap seconds"
        case .dateWithoutTime(let shape):
            "a date without a time of day (\"\(shape)\") is no instant; give the time and zone, "
                + "or declare the field a date, which is known at the end of its day in the declared zone"
        case .malformedDate(let shape):
            "a text of the shape \"\(shape)\" is no date; write YYYY-MM-DD, of a calendar day that exists"
        case .malformedSpan(let text):
            "\"\(text)\" is no time span; write a whole number and a unit: w, d, h, m, s, ms or us, as in 90d"
        case .malformedKey(let shape):
            "a text of the shape \"\(shape)\" is no entity key; write namespace:id, neither of them empty"
        case .invalidEvent(let field, let problem, let remedy):
            "event field `\(field)` \(problem); \(remedy)"
        case .unknownKind(let feature, let kind):
            "feature `\(feature)`: unknown kind `\(kind)`"
                + Spelling.suggestion(for: kind, among: FeatureDefinition.Kind.allCases.map(\.rawValue))
        case .missingField(let feature, let field, let kind):
            "feature `\(feature)`: kind \(kind.rawValue) needs `\(field)`; add `\(field): \(Self.example(of: field))`"
        case .uselessField(let feature, let field, let kind):
            "feature `\(feature)`: kind \(kind.rawValue) has no use for `\(field)`; remove it"
        case .spanOutOfRange(let feature, let field, let span):
            "feature `\(feature)`: `\(field)` is \(span); give a span above 0d and up to 36500d, "
                + "or leave `window` out to look at everything known"
        case .emptyText(let feature, let field):
            "feature `\(feature)`: `\(field)` is empty; give it a value or remove it"
        case .duplicateFeature(let name):
            "feature `\(name)` is defined twice; rename or remove one"
        case .unknownName(let feature, let field, let name, let known):
            "feature `\(feature)`: no source makes what `\(field)` names, `\(name)`"
                + Spelling.suggestion(for: name, among: known)
        case .unknownFeature(let name, let known):
            "there is no feature `\(name)`" + Spelling.suggestion(for: name, among: known)
        }
    }

    private static func example(of field: String) -> String {
        switch field {
        case "window": "30d"
        case "against": "90d"
        case "attribute": "<name of an attribute>"
        default: "…"
        }
    }
}
