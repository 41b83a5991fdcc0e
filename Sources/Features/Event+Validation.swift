extension Event {
    /// An event from parts that came from outside, checked against the rules of the envelope.
    ///
    /// An event may be recorded before it occurs (a meeting that is planned); it counts from when both have
    /// passed. An attribute whose text is empty has no value: it is left out, as an import leaves it out.
    ///
    /// - Throws: `FeatureError.invalidEvent` for an empty id, source, kind, namespace, key or attribute name, more
    ///   than `mostAttributes`, a time outside the years 0 to 9999, a number that is not finite, an account that is no link, or a `text` that
    ///   is no text.
    /// - Complexity: O(attributes).
    public static func validated(
        id: String, source: String, kind: String, subject: EntityKey, channel: String = "",
        occurredAt: Instant, recordedAt: Instant, attributes: [String: AttributeValue] = [:]
    ) throws(FeatureError) -> Event {
        for (field, text) in [
            ("id", id), ("source", source), ("type", kind), ("subject", subject.namespace),
            ("subject", subject.id),
        ] where text.isEmpty {
            throw .invalidEvent(field: field, problem: "is empty", remedy: "give it a value")
        }
        for (field, time) in [("time", occurredAt), ("recordedtime", recordedAt)]
        where time < .earliest || time > .latest {
            throw .invalidEvent(
                field: field, problem: "lies outside the years 0 to 9999",
                remedy: "check its unit: microseconds")
        }
        guard attributes.count <= mostAttributes else {
            throw .invalidEvent(
                field: "data", problem: "has more than \(mostAttributes) attributes",
                remedy: "send those that features look at")
        }
        for (name, value) in attributes {
            if name.isEmpty {
                throw .invalidEvent(
                    field: "data", problem: "has an attribute without a name", remedy: "name it")
            }
            if case .number(let number) = value, !number.isFinite {
                throw .invalidEvent(
                    field: "data.\(name)", problem: "is not a finite number",
                    remedy: "leave a missing value out")
            }
        }
        if let account = attributes[Event.accountName] {
            guard case .link(let key) = account, !key.namespace.isEmpty, !key.id.isEmpty else {
                throw .invalidEvent(
                    field: "account", problem: "is not the key of an account", remedy: "send namespace:id")
            }
        }
        if let text = attributes[Event.textName] {
            guard case .text = text else {
                throw .invalidEvent(
                    field: "data.text", problem: "is not a text",
                    remedy: "the name is for what was said or written: call the attribute otherwise")
            }
        }
        return Event(
            id: id, source: source, kind: kind, subject: subject, channel: channel, occurredAt: occurredAt,
            recordedAt: recordedAt, attributes: attributes.filter { $0.value != .text("") })
    }
}
