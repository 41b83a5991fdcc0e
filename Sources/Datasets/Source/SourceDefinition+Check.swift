internal import Features
internal import Spelling

extension SourceDefinition {
    /// Refuses a contract that contradicts itself.
    ///
    /// - Parameter keyPath: where the source stands in the pipeline file, such as `["sources", "purchases"]`.
    /// - Throws: `DatasetError.setting` with the exact key path, what and remedy.
    /// - Complexity: O(fields + events).
    public func check(at keyPath: [String]) throws(DatasetError) {
        try format.check(at: keyPath + ["format"])
        try Self.checkShare(maximumBad, at: keyPath + ["maximumBad"])
        try FieldDefinition.check(fields, at: keyPath + ["fields"])
        for (name, field) in fields.sorted(by: { $0.key < $1.key }) where field.family != nil {
            throw .setting(
                keyPath: keyPath + ["fields", name, "family"],
                what: "a field of events has no family; what is made of it has one",
                remedy: "write `family` at the feature, or leave it out")
        }
        if version < 1 {
            throw .setting(
                keyPath: keyPath + ["version"], what: "a contract's version begins with 1.0",
                remedy: "write version: 1")
        }
        if events.isEmpty {
            throw .setting(
                keyPath: keyPath + ["events"], what: "a source must yield events",
                remedy: "list at least one with kind, subject, occurredAt and recordedAt")
        }
        for (index, event) in events.enumerated() {
            try check(event, at: keyPath + ["events", String(index)])
        }
        for (name, mapping) in (map ?? [:]).sorted(by: { $0.key < $1.key }) {
            try require(name, at: keyPath + ["map", name], as: "a text") { $0 == .text }
            if mapping.values?.isEmpty ?? true {
                throw .setting(
                    keyPath: keyPath + ["map", name], what: "the dictionary has no entries",
                    remedy: "write values: {what the source writes: what it means}, or file: PATH")
            }
        }
        for (index, file) in (files ?? []).enumerated() {
            try file.format?.check(at: keyPath + ["files", String(index), "format"])
        }
    }

    /// Refuses a share of bad rows that is none.
    static func checkShare(_ share: Double?, at keyPath: [String]) throws(DatasetError) {
        guard let share, !(0...1).contains(share) else { return }
        throw .setting(
            keyPath: keyPath, what: "a share lies between 0 and 1",
            remedy: "write 0.01 for one row in a hundred")
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
        if let account = event.account {
            try require(account, at: keyPath + ["account"], as: "a key") { $0 == .key }
        }
        if let text = event.text {
            try require(text, at: keyPath + ["text"], as: "a text") { $0 == .text }
        }
        for (name, given) in [(Event.accountName, event.account), (Event.textName, event.text)]
        where given != nil {
            guard let index = event.attributes?.firstIndex(of: name) else { continue }
            throw .setting(
                keyPath: keyPath + ["attributes", String(index)],
                what: "the attribute \(name) is the event's \(name), which is another field",
                remedy: "give the field another name in the SELECT")
        }
        if let id = event.id { try require(id, at: keyPath + ["id"], as: "any type") { _ in true } }
        for (index, name) in (event.attributes ?? []).enumerated() {
            let place = keyPath + ["attributes", String(index)]
            switch name {
            case Event.accountName: try require(name, at: place, as: "a key") { $0 == .key }
            case Event.textName: try require(name, at: place, as: "a text") { $0 == .text }
            default: try require(name, at: place, as: "no time") { !isTime($0) }
            }
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
                remedy: NearestName.of(name, among: fields.keys.sorted()).map { "did you mean \($0)?" }
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
