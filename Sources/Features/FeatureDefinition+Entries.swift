extension FeatureDefinition {
    /// The fields that are given, as name and text, in the order in which they are documented.
    ///
    /// Two definitions are equal exactly if their entries are; `unit` and `sentence` do not bear on values.
    public var entries: [(field: String, text: String)] {
        func list(_ texts: [String]) -> String? { texts.isEmpty ? nil : "[\(texts.joined(separator: ", "))]" }
        let conditions = self.where.sorted { $0.key < $1.key }.map { $0.value.words($0.key) }
        let all: [(String, String?)] = [
            ("kind", kind.rawValue), ("of", of), ("kinds", list(kinds)), ("where", list(conditions)),
            ("channel", channel), ("via", via), ("over", over?.rawValue), ("window", window?.description),
            ("against", against?.description), ("attribute", attribute), ("type", type?.rawValue),
            ("maximumAge", maximumAge?.description), ("halfLife", halfLife?.description),
            ("every", every?.description), ("gap", gap?.description), ("steps", list(steps)),
            ("within", within?.description), ("part", part?.rawValue), ("at", at?.rawValue),
            ("zone", zone?.description), ("limit", limit.map { "\($0)" }),
            ("personal", personal.map { "\($0)" }),
            ("unit", unit), ("sentence", sentence),
        ]
        return all.compactMap { field, text in text.map { (field, $0) } }
    }
}
