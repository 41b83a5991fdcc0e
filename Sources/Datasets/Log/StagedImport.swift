internal import Storage

/// The checked rows of all sources in a database, and what became of them.
final class StagedImport {
    let database: Database
    let sources: [StagedSource]
    /// Digests and counts.
    let manifest: ImportManifest
    /// The rows set aside, by source, file and line.
    let quarantine: [QuarantinedRow]

    /// Counts what was staged.
    ///
    /// - Complexity: O(rows).
    init(_ sources: [StagedSource], zone: String, _ database: Database) throws(DatasetError) {
        self.database = database
        self.sources = sources
        var quarantine: [QuarantinedRow] = []
        var summaries: [ImportManifest.Source] = []
        for source in sources {
            let bad = try source.quarantined()
            quarantine += bad
            let repeated = source.repeatedFiles.reduce(0) { $0 + $1.readCount }
            let read = source.files.reduce(repeated) { $0 + $1.readCount }
            let duplicate = repeated + (source.reconciliation?.duplicateCount ?? 0)
            summaries.append(
                try ImportManifest.Source(
                    name: source.name, definition: source.definition, files: source.files.map(\.digest),
                    unmapped: try source.unmappedCounts(),
                    counts: RowCounts(
                        read: read, accepted: read - bad.count - duplicate, quarantined: bad.count,
                        duplicate: duplicate, filtered: source.files.reduce(0) { $0 + $1.filteredCount },
                        events: try source.eventCount())))
        }
        self.quarantine = quarantine
        manifest = ImportManifest(sources: summaries, zone: zone)
    }
}

extension StagedSource {
    /// The rows set aside, by file and line.
    fileprivate func quarantined() throws(DatasetError) -> [QuarantinedRow] {
        var contradicted: [Int: [(row: Int, fault: RowFault)]] = [:]
        for (part, row, kind) in reconciliation?.contradictions ?? [] {
            let reason = "the same \(kind) id as another row, with other values"
            contradicted[part, default: []].append((row: row, fault: RowFault(field: nil, reason: reason)))
        }
        var all: [QuarantinedRow] = []
        for (place, part) in parts.enumerated() {
            // A row that breaks its contract yields no event, and so contradicts none.
            let faults = (try part.rows.faults() + (contradicted[place] ?? [])).sorted { $0.row < $1.row }
            let places = try part.rows.places(of: faults.map(\.row))
            let order = part.rows.files.map(\.name)
            var own = zip(places, faults).map { place, found in
                self.bad(place.file, place.line, field: found.fault.field, found.fault.reason)
            }
            for file in part.rows.files {
                own += file.rejects.map { bad(file.name, $0.line, field: nil, $0.reason) }
            }
            own.sort {
                let (left, right) = (order.firstIndex(of: $0.file), order.firstIndex(of: $1.file))
                return (left ?? 0, $0.row.row) < (right ?? 0, $1.row.row)
            }
            all += own.map(\.row)
        }
        return all
    }

    private func bad(
        _ file: String, _ line: Int, field: String?, _ reason: String
    ) -> (file: String, row: QuarantinedRow) {
        let shown = files.count > 1 ? file : nil
        return (
            file: file,
            row: QuarantinedRow(source: name, file: shown, row: line, field: field, reason: reason)
        )
    }

    /// By field with a dictionary, the rows with a text that it does not know.
    fileprivate func unmappedCounts() throws(DatasetError) -> [String: Int]? {
        var counts: [String: Int] = [:]
        for part in parts {
            for field in (part.contract.map ?? [:]).keys.sorted() {
                guard let index = part.rows.index(of: field) else { continue }
                let found = try part.rows.database.query(
                    "SELECT count(*) FROM \(part.rows.table) WHERE \(ContractStatement.unmapped(index))")
                counts[field, default: 0] += Int(found.columns[0].int64s?.first.flatMap { $0 } ?? 0)
            }
        }
        return counts.isEmpty ? nil : counts
    }

    /// The number of events that the rows yield.
    fileprivate func eventCount() throws(DatasetError) -> Int {
        var count = 0
        for (place, part) in parts.enumerated() {
            for event in part.events {
                let found = try part.rows.database.query("SELECT count(*) \(yielding(event, ofPart: place))")
                count += Int(found.columns[0].int64s?.first.flatMap { $0 } ?? 0)
            }
        }
        return count
    }
}
