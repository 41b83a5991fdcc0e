internal import Features
internal import Storage

/// Reads the sources of a pipeline into an event log.
///
/// The log depends on the rows alone: importing the same files again, or files with their rows in another order,
/// gives the same log.
public struct EventImport {
    private let sources: [(name: String, definition: SourceDefinition)]
    private let directory: String
    private let zone: String

    /// Takes the sources of a pipeline file.
    ///
    /// - Parameters:
    ///   - sources: the definitions by name.
    ///   - directory: the folder that their files are relative to.
    ///   - zone: the time zone of dates and of times without one, such as `America/New_York`.
    /// - Throws: `DatasetError.setting` for a contract that contradicts itself or an unknown zone.
    public init(sources: [String: SourceDefinition], directory: String, zone: String) throws(DatasetError) {
        self.sources = sources.sorted { $0.key < $1.key }.map { (name: $0.key, definition: $0.value) }
        self.directory = directory
        self.zone = zone
        for (name, definition) in self.sources { try definition.check(at: ["sources", name]) }
        _ = try Database(timeZone: zone)
    }

    /// Reads all files.
    ///
    /// - Throws: `DatasetError` for settings and files; rows that break their contract are set aside instead, unless
    ///   their share passes `maximumBad`: see `EventImportResult.check()`.
    /// - Complexity: O(rows x fields + events log events).
    public func run() throws(DatasetError) -> EventImportResult {
        let sourceGuard = try SourceGuard()
        var events: [Event] = []
        var quarantine: [QuarantinedRow] = []
        var summaries: [ImportManifest.Source] = []
        for (name, definition) in sources {
            let reader = ContractReader(
                name: name, keyPath: ["sources", name], format: definition.format, select: definition.select,
                fields: definition.keptFields, zone: zone)
            let rows = try reader.read(
                path(of: definition.file), called: definition.file, guarding: sourceGuard)
            let made = EventMaker(source: name, definition: definition, rows: rows).make()
            let reconciled = EventReconciliation(made.events, faults: made.faults, rowCount: rows.count)
            events += reconciled.events
            let bad = Self.quarantined(name, rows, reconciled.faults)
            quarantine += bad
            let duplicate = reconciled.isDuplicate.count { $0 }
            summaries.append(
                try ImportManifest.Source(
                    name: name, definition: definition, file: rows.digest,
                    counts: RowCounts(
                        read: rows.count + rows.rejects.count,
                        accepted: rows.count + rows.rejects.count - bad.count - duplicate,
                        quarantined: bad.count, duplicate: duplicate, filtered: rows.filteredCount,
                        events: reconciled.events.count)))
        }
        let manifest = ImportManifest(sources: summaries, zone: zone)
        return EventImportResult(
            log: EventLog(events), manifest: manifest, quarantine: quarantine,
            maximumBad: Dictionary(
                uniqueKeysWithValues: sources.map { ($0.name, $0.definition.maximumBad ?? 0.01) }))
    }

    private func path(of file: String) -> String { file.hasPrefix("/") ? file : directory + "/" + file }

    private static func quarantined(
        _ source: String, _ rows: TypedRows, _ faults: [RowFault?]
    ) -> [QuarantinedRow] {
        var bad = rows.rejects.map {
            QuarantinedRow(source: source, row: $0.line, field: nil, reason: $0.reason)
        }
        for (row, fault) in faults.enumerated() {
            guard let fault else { continue }
            bad.append(
                QuarantinedRow(source: source, row: rows.lines[row], field: fault.field, reason: fault.reason)
            )
        }
        return bad.sorted { $0.row < $1.row }
    }
}
