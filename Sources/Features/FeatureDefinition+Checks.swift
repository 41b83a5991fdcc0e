extension FeatureDefinition {
    /// The longest span a feature may look back: a hundred years of 365 days.
    static let longestSpan = TimeSpan.days(36_500)

    /// Checks that the fields fit the kind.
    func check(name: String) throws(FeatureError) {
        for (field, text) in [("of", of), ("via", via), ("channel", channel), ("attribute", attribute)]
        where text == "" {
            throw .emptyText(feature: name, field: field)
        }
        for (field, span) in [("window", window), ("against", against)] {
            if let span, span <= TimeSpan(microseconds: 0) || span > Self.longestSpan {
                throw .spanOutOfRange(feature: name, field: field, span: span)
            }
        }
        try check(name: name, "attribute", given: attribute != nil, needed: kind.readsAttribute)
        try check(name: name, "against", given: against != nil, needed: kind == .ratio)
        if kind == .ratio, window == nil { throw .missingField(feature: name, field: "window", kind: kind) }
        if kind != .attribute, type != nil { throw .uselessField(feature: name, field: "type", kind: kind) }
    }

    private func check(
        name: String, _ field: String, given: Bool, needed: Bool
    ) throws(FeatureError) {
        if needed, !given { throw .missingField(feature: name, field: field, kind: kind) }
        if given, !needed { throw .uselessField(feature: name, field: field, kind: kind) }
    }
}
