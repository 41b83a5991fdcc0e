internal import Features
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
                    unmapped: try source.unmappedCounts(), unknownTexts: try source.unknownTexts(),
                    repeated: try source.repeatedRows(),
                    counts: RowCounts(
                        read: read, accepted: read - bad.count - duplicate, quarantined: bad.count,
                        duplicate: duplicate, filtered: source.files.reduce(0) { $0 + $1.filteredCount },
                        events: try source.eventCount())))
        }
        self.quarantine = quarantine
        manifest = ImportManifest(sources: summaries, zone: zone)
    }

    /// The first instant after everything recorded, at most the latest there is; nil without events.
    ///
    /// - Complexity: O(rows).
    func horizon() throws(DatasetError) -> Instant? {
        var last: Int64?
        for source in sources {
            for (place, part) in source.parts.enumerated() {
                for event in part.events {
                    let found = try database.query(
                        "SELECT max(\(event.recorded)) \(source.yielding(event, ofPart: place))")
                    if let time = found.columns[0].int64s?.first ?? nil { last = max(last ?? time, time) }
                }
            }
        }
        return last.map { min(Instant(microseconds: $0 + 1), .latest) }
    }
}

extension StagedSource {
    /// Of so many rows what they say is kept: whoever has more of them has a fault to mend, not rows to look through.
    private static let maximumContents = 100_000

    /// The rows set aside, by file and line; what the first ones say is kept.
    fileprivate func quarantined() throws(DatasetError) -> [QuarantinedRow] {
        var contradicted: [Int: [(row: Int, fault: RowFault)]] = [:]
        for (part, row, kind) in reconciliation?.contradictions ?? [] {
            let reason = "the same \(kind) id as another row, with other values"
            contradicted[part, default: []].append((row: row, fault: RowFault(field: nil, reason: reason)))
        }
        var all: [QuarantinedRow] = []
        var rest = Self.maximumContents
        for (place, part) in parts.enumerated() {
            // A row that breaks its contract yields no event, and so contradicts none.
            let faults = (try part.rows.faults() + (contradicted[place] ?? [])).sorted { $0.row < $1.row }
            let places = try part.rows.places(of: faults.map(\.row))
            let order = part.rows.files.map(\.name)
            let contents = try part.rows.contents(of: faults.prefix(rest).map(\.row))
            rest -= contents.count
            var own = faults.indices.map { index in
                let (place, fault) = (places[index], faults[index].fault)
                return bad(
                    place.file, place.line, field: fault.field, fault.reason,
                    content: contents.indices.contains(index) ? contents[index] : nil)
            }
            for file in part.rows.files {
                own += file.rejectLines().map { bad(file.name, $0.line, field: nil, $0.reason) }
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
        _ file: String, _ line: Int, field: String?, _ reason: String, content: [String: String]? = nil
    ) -> (file: String, row: QuarantinedRow) {
        let shown = files.count > 1 ? file : nil
        return (
            file: file,
            row: QuarantinedRow(
                source: name, file: shown, row: line, field: field, reason: reason, content: content)
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

    /// By field with a dictionary that is not personal, the commonest twenty texts that it does not know, with their rows.
    fileprivate func unknownTexts() throws(DatasetError) -> [String: [String: Int]]? {
        var texts: [String: [String: Int]] = [:]
        for part in parts {
            for field in (part.contract.map ?? [:]).keys.sorted() where !part.contract.isPersonal(field) {
                guard let index = part.rows.index(of: field) else { continue }
                let column = ContractStatement.unknownText(index)
                let found = try part.rows.database.query(
                    """
                    SELECT \(column), count(*) AS rows FROM \(part.rows.table) WHERE \(column) IS NOT NULL
                    GROUP BY \(column) ORDER BY rows DESC, \(column) LIMIT 20
                    """)
                for (text, count) in zip(found.columns[0].strings ?? [], found.columns[1].int64s ?? []) {
                    guard let text, let count else { continue }
                    texts[field, default: [:]][text, default: 0] += Int(count)
                }
            }
        }
        return texts.isEmpty ? nil : texts
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
