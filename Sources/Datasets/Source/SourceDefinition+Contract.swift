extension SourceDefinition {
    /// What the source promises.
    public var contract: SourceContract {
        get {
            SourceContract(
                version: version, history: history, select: select, fields: fields, map: map, events: events)
        }
        set {
            version = newValue.version
            history = newValue.history ?? .full
            select = newValue.select
            fields = newValue.fields
            map = newValue.map
            events = newValue.events
        }
    }

    /// The source's files, each with all that its rows are read by: its own format and contract where it has them.
    ///
    /// The events of all files are one source's: an id that two of them give is one event, and a field that an older
    /// contract does not know is missing in its events.
    public var parts: [SourceDefinition] {
        guard let files else { return [self] }
        return files.map { file in
            var part = self
            part.files = nil
            part.file = file.path
            part.format = file.format ?? format
            if let terms = file.terms { part.contract = terms }
            return part
        }
    }

    /// The files that keep an older contract take its terms.
    ///
    /// - Parameter published: the contract of a version, or nil if none was ever published.
    /// - Throws: `DatasetError.setting` at the file for a version that was never published.
    public mutating func resolve(
        at keyPath: [String], published: (ContractVersion) throws(DatasetError) -> SourceContract?
    ) throws(DatasetError) {
        for index in (files ?? []).indices {
            guard let version = files?[index].contract, version != self.version else { continue }
            guard let terms = try published(version) else {
                throw .setting(
                    keyPath: keyPath + ["files", String(index), "contract"],
                    what: "no contract \(version) was ever published for this source",
                    remedy: "name a published version, or publish it: leadline check --publish")
            }
            files?[index].terms = terms
        }
    }
}

extension SourceContract {
    /// Whether the values of a field identify a person: as the contract says, else if it is what an event calls its text.
    ///
    /// - Parameter event: nil for any event of the source.
    public func isPersonal(_ field: String, in event: EventDefinition? = nil) -> Bool {
        if let said = fields[field]?.personal { return said }
        return (event.map { [$0] } ?? events).contains { $0.text == field }
    }
}
