extension FieldDefinition {
    /// What differs from an earlier definition of the field; see `SourceContract.changes(since:)`.
    func changes(since old: FieldDefinition) -> [(what: String, isBreaking: Bool)] {
        var changes: [(what: String, isBreaking: Bool)] = []
        func compare<Value: Equatable>(
            _ name: String, _ before: Value?, _ after: Value?, _ text: (Value) -> String
        ) {
            guard before != after else { return }
            changes.append((what: "the \(name) was \(before.map(text) ?? "not given")", isBreaking: true))
        }
        if old.type != type {
            // Every whole number is a number; nothing else is also of another type.
            let isWider = old.type == .integer && type == .number
            changes.append((what: "the type was \(old.type.rawValue)", isBreaking: !isWider))
        }
        compare("purpose", old.purpose, purpose) { $0.rawValue }
        compare("namespace", old.namespace, namespace) { $0 }
        compare("pattern", old.pattern, pattern) { $0 }
        compare("unit", old.unit, unit) { $0 }
        compare("time of knowledge", old.known, known) { $0.rawValue }
        compare("mark personal", old.personal ?? false, personal ?? false) { "\($0)" }
        if old.nulls ?? .allow != nulls ?? .allow {
            changes.append(
                (what: "nulls: it was \((old.nulls ?? .allow).rawValue)", isBreaking: nulls == .refuse))
        }
        let least = (old.minimum ?? -.infinity, minimum ?? -.infinity)
        if least.0 != least.1 {
            changes.append((what: "the minimum was \(bound(old.minimum))", isBreaking: least.1 > least.0))
        }
        let greatest = (old.maximum ?? .infinity, maximum ?? .infinity)
        if greatest.0 != greatest.1 {
            changes.append(
                (what: "the maximum was \(bound(old.maximum))", isBreaking: greatest.1 < greatest.0))
        }
        changes += valueChanges(since: old)
        return changes
    }

    private func valueChanges(since old: FieldDefinition) -> [(what: String, isBreaking: Bool)] {
        switch (old.allowed.map(Set.init), allowed.map(Set.init)) {
        case (nil, nil): return []
        case (nil, _?): return [(what: "a new list of allowed values", isBreaking: true)]
        case (_?, nil): return [(what: "the list of allowed values is gone", isBreaking: false)]
        case (let before?, let after?):
            let gone = before.subtracting(after).count
            if gone > 0 {
                return [(what: "\(gone) of the \(before.count) allowed values are gone", isBreaking: true)]
            }
            return before == after ? [] : [(what: "new allowed values", isBreaking: false)]
        }
    }

    private func bound(_ value: Double?) -> String { value.map { "\($0)" } ?? "not given" }
}
