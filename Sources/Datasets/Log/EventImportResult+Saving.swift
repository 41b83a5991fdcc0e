internal import Features
internal import FoundationEssentials
public import Storage

extension EventImportResult {
    /// Writes the working files: `events.parquet` with pseudonyms for entities and ids, `identities.parquet` and
    /// `quarantine.jsonl` for the owner's eyes only, and last `import.json`.
    ///
    /// - Parameters:
    ///   - directory: the working folder, made if it is missing.
    ///   - key: the installation's key.
    /// - Throws: `DatasetError.file` where a file cannot be written; `import.json` then is the old one.
    public func save(to directory: String, key: PseudonymKey) throws(DatasetError) {
        try saveManifest(to: directory)
        let writer = TableFile()
        try writer.write(eventTable(key), to: directory + "/events.parquet")
        try writer.write(identityTable(key), to: directory + "/identities.parquet", permissions: 0o600)
    }

    /// Writes `quarantine.jsonl` (mode 0600) and `import.json` into a folder, which is made if need be.
    ///
    /// - Throws: `DatasetError.file` where the folder cannot be written.
    func saveManifest(to directory: String) throws(DatasetError) {
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw .file(
                path: directory, line: nil, keyPath: nil, what: "the working folder cannot be made",
                remedy: "check the permissions of its parent")
        }
        var lines: [UInt8] = []
        do throws(StorageError) {
            for row in quarantine { lines += try CanonicalJSON.encode(row) }
            try AtomicFile.write(lines, to: directory + "/quarantine.jsonl", permissions: 0o600)
            try AtomicFile.write(CanonicalJSON.encode(manifest), to: directory + "/import.json")
        } catch {
            throw .file(
                path: directory, line: nil, keyPath: nil,
                what: "the working files cannot be written (\(error))",
                remedy: "check the space and the permissions")
        }
    }

    private func identityTable(_ key: PseudonymKey) -> ColumnTable {
        var keys = Set(log.subjects)
        for event in log.events {
            for case .link(let target) in event.attributes.values { keys.insert(target) }
        }
        let sorted = keys.sorted()
        return ColumnTable(
            names: ["pseudonym", "entity"],
            columns: [
                .texts(sorted.map { key.pseudonym($0.description) }), .texts(sorted.map(\.description)),
            ])
    }

    /// One row an event, one column an attribute and type (`number.amount`), in the order of the log.
    private func eventTable(_ key: PseudonymKey) -> ColumnTable {
        let events = log.events
        var pseudonyms: [EntityKey: String] = [:]
        func pseudonym(_ entity: EntityKey) -> String {
            if let known = pseudonyms[entity] { return known }
            let made = key.pseudonym(entity.description)
            pseudonyms[entity] = made
            return made
        }
        var names = [
            "run", "source", "kind", "event", "namespace", "subject", "channel", "occurredAt", "recordedAt",
        ]
        let run = manifest.run.description
        var columns: [Column] = [
            .texts(events.map { _ in run }), .texts(events.map(\.source)), .texts(events.map(\.kind)),
            .texts(events.map { key.pseudonym("event:\($0.source):\($0.id)") }),
            .texts(events.map(\.subject.namespace)), .texts(events.map { pseudonym($0.subject) }),
            .texts(events.map(\.channel)), .instants(events.map(\.occurredAt.microseconds)),
            .instants(events.map(\.recordedAt.microseconds)),
        ]
        for (name, column) in AttributeColumns(events, pseudonym: pseudonym).columns {
            names.append(name)
            columns.append(column)
        }
        return ColumnTable(names: names, columns: columns)
    }
}
