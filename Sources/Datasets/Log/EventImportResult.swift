/// An event log and how it came to be.
public struct EventImportResult: Sendable {
    /// The events.
    public let log: EventLog
    /// Digests and counts.
    public let manifest: ImportManifest
    /// The rows set aside, by source and line.
    public let quarantine: [QuarantinedRow]
    let maximumBad: [String: Double]

    /// A log in memory.
    init(
        log: EventLog, manifest: ImportManifest, quarantine: [QuarantinedRow], maximumBad: [String: Double]
    ) {
        self.log = log
        self.manifest = manifest
        self.quarantine = quarantine
        self.maximumBad = maximumBad
    }

    /// Reads a stored log into memory.
    ///
    /// - Throws: `DatasetError` for a file that cannot be read.
    /// - Complexity: O(events x attributes).
    public init(_ published: PublishedLog) throws(DatasetError) {
        log = EventLog(try published.store.table())
        manifest = published.manifest
        quarantine = published.quarantine
        maximumBad = published.maximumBad
    }

    /// Refuses an import in which a source has more bad rows than it may.
    ///
    /// - Throws: `DatasetError.data` at `sources.<name>` with the share and the most frequent reasons.
    public func check() throws(DatasetError) { try Self.check(manifest, quarantine, maximumBad) }

    /// As `check()`, before there is a log.
    static func check(
        _ manifest: ImportManifest, _ quarantine: [QuarantinedRow], _ maximumBad: [String: Double]
    ) throws(DatasetError) {
        for source in manifest.sources {
            let bad = source.counts.quarantined
            let share = Double(bad) / Double(max(1, source.counts.read))
            let maximum = maximumBad[source.name] ?? 0.01
            guard share > maximum else { continue }
            throw .data(
                keyPath: ["sources", source.name],
                what:
                    "\(bad) of \(source.counts.read) rows are bad, more than the \(maximum) of them that may be: "
                    + reasons(source.name, quarantine).joined(separator: "; "),
                remedy:
                    "correct the contract or the data (quarantine.jsonl has each row), or raise maximumBad")
        }
    }

    /// The three most frequent reasons in a source, with their counts and first lines.
    public func reasons(_ source: String) -> [String] { Self.reasons(source, quarantine) }

    private static func reasons(_ source: String, _ quarantine: [QuarantinedRow]) -> [String] {
        var found: [String: (count: Int, place: String)] = [:]
        for row in quarantine where row.source == source {
            let reason = (row.field.map { "\($0): " } ?? "") + row.reason
            let place = "line \(row.row)" + (row.file.map { " of \($0)" } ?? "")
            found[reason, default: (count: 0, place: place)].count += 1
        }
        return found.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(3).map {
            "\($0.value.count) x \($0.key) (first in \($0.value.place))"
        }
    }
}
