internal import Features

extension SourceDefinition {
    /// Refuses a contract that contradicts itself.
    ///
    /// - Parameter keyPath: where the source stands in the pipeline file, such as `["sources", "purchases"]`.
    /// - Throws: `DatasetError.setting` with the exact key path, what and remedy.
    /// - Complexity: O(fields + events).
    public func check(at keyPath: [String]) throws(DatasetError) {
        try format.check(at: keyPath + ["format"])
        if let share = maximumBad, !(0...1).contains(share) {
            throw .setting(
                keyPath: keyPath + ["maximumBad"], what: "a share lies between 0 and 1",
                remedy: "write 0.01 for one row in a hundred")
        }
        for (name, field) in fields.sorted(by: { $0.key < $1.key }) {
            try field.check(at: keyPath + ["fields", name])
        }
        if events.isEmpty {
            throw .setting(
                keyPath: keyPath + ["events"], what: "a source must yield events",
                remedy: "list at least one with kind, subject, occurredAt and recordedAt")
        }
        for (index, event) in events.enumerated() {
            try check(event, at: keyPath + ["events", String(index)])
        }
    }

    private func check(_ event: EventDefinition, at keyPath: [String]) throws(DatasetError) {
        try require(event.subject, at: keyPath + ["subject"], as: "a key") { $0 == .key }
        let isTime: (FieldDefinition.Kind) -> Bool = { $0 == .date || $0 == .instant }
        try require(event.occurredAt, at: keyPath + ["occurredAt"], as: "a date or an instant", isTime)
        switch event.recording {
        case .field(let name):
            try require(name, at: keyPath + ["recordedAt"], as: "a date or an instant", isTime)
        case .assumed: break
        case nil:
            throw .setting(
                keyPath: keyPath + ["recordedAt"], what: "this is neither a field nor an assumption",
                remedy: "name a field, or write assumed occurredAt + 0d (a span such as 1d or 12h)")
        }
        if let id = event.id { try require(id, at: keyPath + ["id"], as: "any type") { _ in true } }
        for (index, name) in (event.attributes ?? []).enumerated() {
            try require(name, at: keyPath + ["attributes", String(index)], as: "no time") { !isTime($0) }
        }
        for name in (event.where ?? [:]).keys.sorted() {
            try require(name, at: keyPath + ["where", name], as: "no time") { !isTime($0) }
        }
    }

    private func require(
        _ name: String, at keyPath: [String], as wanted: String, _ fits: (FieldDefinition.Kind) -> Bool
    ) throws(DatasetError) {
        guard let field = fields[name] else {
            throw .setting(
                keyPath: keyPath, what: "the contract has no field \(name)",
                remedy: nearest(to: name, among: fields.keys.sorted()).map { "did you mean \($0)?" }
                    ?? "add it to fields")
        }
        guard field.purpose != nil else {
            throw .setting(
                keyPath: keyPath, what: "the field \(name) has no purpose and is dropped at ingest",
                remedy: "give it a purpose")
        }
        guard fits(field.type) else {
            throw .setting(
                keyPath: keyPath,
                what: "the field \(name) has the type \(field.type.rawValue), wanted is \(wanted)",
                remedy: "name another field or correct its type")
        }
    }
}
