extension FeatureDefinition {
    /// The fields that are given, as name and text, in the order in which they are documented.
    ///
    /// Two definitions are equal exactly if their entries are: names and texts that could be taken for something else are
    /// quoted. `unit`, `sentence` and `family` do not bear on values.
    public var entries: [(field: String, text: String)] {
        func list(_ texts: [String]) -> String? { texts.isEmpty ? nil : "[\(texts.joined(separator: ", "))]" }
        func names(_ texts: [String]) -> String? { list(texts.map(\.entryName)) }
        let conditions = self.where.sorted { $0.key < $1.key }.map { $0.value.entry($0.key) }
        let all: [(String, String?)] = [
            ("kind", kind.rawValue), ("of", of), ("kinds", names(kinds)), ("where", list(conditions)),
            ("channel", channel), ("via", via), ("over", over?.rawValue), ("window", window?.description),
            ("against", against?.description), ("attribute", attribute), ("type", type?.rawValue),
            ("maximumAge", maximumAge?.description), ("halfLife", halfLife?.description),
            ("every", every?.description), ("gap", gap?.description), ("steps", names(steps)),
            ("within", within?.description), ("part", part?.rawValue), ("at", at?.rawValue),
            ("zone", zone?.description), ("limit", limit.map { "\($0)" }),
            ("personal", personal.map { "\($0)" }), ("embedder", embedder), ("like", names(like)),
            ("coordinate", coordinate.map { "\($0)" }), ("coordinates", coordinates.map { "\($0)" }),
            ("unit", unit), ("sentence", sentence), ("family", family),
        ]
        return all.compactMap { field, text in text.map { (field, $0) } }
    }
}

extension AttributeCondition {
    /// The condition on an attribute as a text that no other condition has.
    fileprivate func entry(_ name: String) -> String {
        guard case .oneOf(let values) = self else { return words(name.entryName) }
        return "\(name.entryName) = \(values.map(\.entry).joined(separator: " or "))"
    }
}

extension AttributeValue {
    fileprivate var entry: String {
        switch self {
        case .text(let text):
            ["true", "false"].contains(text) || Double(text) != nil ? text.quoted : text.entryName
        case .number, .flag: category
        case .link(let key): "link \(key.namespace.entryName) \(key.id.entryName)"
        }
    }
}

extension String {
    /// The text itself where it is one word, else in quotes.
    fileprivate var entryName: String {
        let isWord = !isEmpty && allSatisfy { $0.isLetter || $0.isNumber || "_-./:".contains($0) }
        return isWord ? self : quoted
    }

    fileprivate var quoted: String {
        "\"" + replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
