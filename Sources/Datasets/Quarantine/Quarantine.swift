internal import Features
internal import FoundationEssentials
internal import Storage

/// The rows that imports have set aside: the file `quarantine.jsonl` of a working folder, for its owner's eyes only.
public struct Quarantine: Equatable, Sendable {
    /// The rows by source, file and line.
    public private(set) var rows: [QuarantinedRow]

    init(_ rows: [QuarantinedRow]) { self.rows = rows }

    /// Reads a working folder's file; where there is none, nothing was set aside.
    ///
    /// - Throws: `DatasetError.file` with the line that is not one of the file's.
    public init(in folder: String) throws(DatasetError) {
        let path = Self.path(folder)
        rows = []
        if !FileSystem.exists(path) { return }
        let bytes: [UInt8]
        do throws(StorageError) { bytes = try FileSystem.read(path, limit: .max) } catch {
            throw .file(
                path: path, line: nil, keyPath: nil, what: "the rows set aside cannot be read (\(error))",
                remedy: "check the file and its permissions")
        }
        var line = 1
        do throws(StorageError) {
            for text in bytes.split(separator: UInt8(ascii: "\n")) {
                rows.append(
                    try CanonicalJSON.decode(QuarantinedRow.self, from: Array(text), file: "quarantine.jsonl")
                )
                line += 1
            }
        } catch {
            throw .file(
                path: path, line: line, keyPath: nil, what: "this is no quarantined row",
                remedy: "remove the file; the next import writes it anew")
        }
    }

    /// Writes the file with mode 0600, whole or not at all; the import that it belongs to stays the one to be opened.
    ///
    /// - Throws: `DatasetError.file`.
    public func save(in folder: String) throws(DatasetError) {
        let files = ImportFiles(folder: folder)
        let manifest = ImportManifest(in: folder)
        let digest = try files.write(rows)
        if var manifest {
            manifest.quarantine = digest
            try files.write(manifest)
        }
    }

    /// Forgets what rows say; where they are and why they were set aside stays.
    ///
    /// - Parameter source: nil for all sources.
    /// - Returns: the number of rows that said something.
    public mutating func purge(source: String? = nil) -> Int {
        var count = 0
        for index in rows.indices
        where rows[index].content != nil && source ?? rows[index].source == rows[index].source {
            rows[index].content = nil
            count += 1
        }
        return count
    }

    /// Carries over when each row was first set aside, and forgets what rows say that were so for too long.
    ///
    /// Time is the data's: `horizon` is the first instant after everything recorded, so that importing the same data
    /// again keeps and forgets the same rows, on whatever day it is done. What was purged once stays so.
    ///
    /// - Parameters:
    ///   - old: what the working folder held before.
    ///   - fingerprint: a keyed digest of what a row says.
    func aged(
        after old: Quarantine, horizon: Instant?, settings: QuarantineSettings,
        fingerprint: (String) -> String
    ) -> Quarantine {
        var before: [String: QuarantinedRow] = [:]
        for row in old.rows { if let print = row.fingerprint { before[print] = row } }
        return Quarantine(
            rows.map { row in
                var row = row
                guard let content = row.content else { return row }
                let said = content.sorted { $0.key < $1.key }.map { "\($0.key)\u{0}\($0.value)" }
                let print = fingerprint(([row.source] + said).joined(separator: "\u{1}"))
                row.fingerprint = print
                row.since = before[print]?.since ?? horizon
                let isPurged = before[print].map { $0.content == nil } ?? false
                if isPurged || settings.rows == .drop || isOver(row.since, horizon, settings.retention) {
                    row.content = nil
                }
                return row
            })
    }

    private func isOver(_ since: Instant?, _ horizon: Instant?, _ retention: TimeSpan?) -> Bool {
        guard let since, let horizon, let retention else { return false }
        return horizon.microseconds - since.microseconds > retention.microseconds
    }

    private static func path(_ folder: String) -> String { folder + "/quarantine.jsonl" }
}
