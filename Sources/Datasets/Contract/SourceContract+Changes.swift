extension SourceContract {
    /// What differs from an earlier contract, by place.
    ///
    /// Breaking is whatever makes less of the earlier promise: a field that is gone, of another type, unit, namespace,
    /// purpose or time of knowledge, narrower values, stricter nulls, another subject, account, id or mapping of an
    /// event. Additions are not, nor is another SELECT for the same fields: what it computes is not compared.
    ///
    /// - Complexity: O(fields + events + entries of dictionaries).
    public func changes(since old: SourceContract) -> [ContractChange] {
        var changes: [ContractChange] = []
        if old.history ?? .full != history ?? .full {
            changes.append(
                ContractChange("history", "it was \((old.history ?? .full).rawValue)"))
        }
        if old.select != select {
            changes.append(ContractChange("select", "another SELECT", isBreaking: false))
        }
        for name in Set(old.fields.keys).union(fields.keys).sorted() {
            changes += Self.changes(of: name, from: old.fields[name], to: fields[name])
        }
        for name in Set((old.map ?? [:]).keys).union((map ?? [:]).keys).sorted() {
            changes += Self.changes(ofMap: name, from: old.map?[name], to: map?[name])
        }
        return changes + eventChanges(since: old)
    }

    private static func changes(
        of name: String, from old: FieldDefinition?, to new: FieldDefinition?
    ) -> [ContractChange] {
        let place = "fields.\(name)"
        let (old, new) = (old?.purpose == nil ? nil : old, new?.purpose == nil ? nil : new)
        switch (old, new) {
        case (nil, nil): return []
        case (nil, let new?):
            return new.nulls == .refuse
                ? [ContractChange(place, "a new field that refuses rows without it")]
                : [ContractChange(place, "a new field", isBreaking: false)]
        case (_?, nil): return [ContractChange(place, "the field is gone, or has lost its purpose")]
        case (let old?, let new?):
            return new.changes(since: old).map { ContractChange(place, $0.what, isBreaking: $0.isBreaking) }
        }
    }

    private static func changes(
        ofMap name: String, from old: ValueMapping?, to new: ValueMapping?
    ) -> [ContractChange] {
        let place = "map.\(name)"
        guard old != new else { return [] }
        guard let old, let new else {
            return [ContractChange(place, old == nil ? "a new dictionary" : "the dictionary is gone")]
        }
        var changes: [ContractChange] = []
        let (before, after) = (old.values ?? [:], new.values ?? [:])
        for text in before.keys.sorted() where before[text] != after[text] {
            changes.append(ContractChange(place, "the entry for '\(text)' is another or gone"))
        }
        if !Set(after.keys).subtracting(before.keys).isEmpty {
            changes.append(ContractChange(place, "new entries", isBreaking: false))
        }
        if old.unmapped ?? .keep != new.unmapped ?? .keep {
            changes.append(
                ContractChange(place, "unmapped texts: it was \((old.unmapped ?? .keep).rawValue)"))
        }
        return changes
    }

    private func eventChanges(since old: SourceContract) -> [ContractChange] {
        // Events of one kind are told apart by their order.
        func byName(_ events: [EventDefinition]) -> [String: EventDefinition] {
            var ordinals: [String: Int] = [:]
            var named: [String: EventDefinition] = [:]
            for event in events {
                let ordinal = ordinals[event.kind, default: 0]
                ordinals[event.kind] = ordinal + 1
                named[ordinal == 0 ? event.kind : "\(event.kind) (\(ordinal + 1))"] = event
            }
            return named
        }
        let (before, after) = (byName(old.events), byName(events))
        return Set(before.keys).union(after.keys).sorted().flatMap { name -> [ContractChange] in
            let place = "events.\(name)"
            guard let event = after[name] else { return [ContractChange(place, "the event is gone")] }
            guard let earlier = before[name] else {
                return [ContractChange(place, "a new event", isBreaking: false)]
            }
            return event.changes(since: earlier).map {
                ContractChange(place, $0.what, isBreaking: $0.isBreaking)
            }
        }
    }
}
