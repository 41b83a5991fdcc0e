extension EventDefinition {
    /// What differs from an earlier definition of the event; see `SourceContract.changes(since:)`.
    func changes(since old: EventDefinition) -> [(what: String, isBreaking: Bool)] {
        var changes: [(what: String, isBreaking: Bool)] = []
        func compare(_ name: String, _ before: String?, _ after: String?) {
            guard before != after else { return }
            changes.append((what: "\(name): it was \(before ?? "not given")", isBreaking: true))
        }
        compare("subject", old.subject, subject)
        compare("id", old.id, id)
        compare("channel", old.channel, channel)
        compare("occurredAt", old.occurredAt, occurredAt)
        compare("recordedAt", old.recordedAt, recordedAt)
        if old.where ?? [:] != `where` ?? [:] {
            changes.append((what: "where: other rows yield the event", isBreaking: true))
        }
        let (before, after) = (old.attributeFields, attributeFields)
        for name in before.keys.sorted() where after[name] != before[name] {
            let what = after[name] == nil ? "is gone" : "was read from \(before[name] ?? "")"
            changes.append((what: "the attribute \(name) \(what)", isBreaking: true))
        }
        for name in after.keys.sorted() where before[name] == nil {
            changes.append((what: "a new attribute \(name)", isBreaking: false))
        }
        return changes
    }
}
