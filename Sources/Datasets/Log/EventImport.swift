internal import FoundationEssentials
internal import Storage

/// Reads the sources of a pipeline into an event log.
///
/// Rows are typed, checked, reconciled and turned into events by the database; none becomes a value of Swift's before
/// it is read back as columns. The log depends on the rows alone: the same rows in another order, or in other
/// files, give the same log.
public struct EventImport {
    let sources: [(name: String, definition: SourceDefinition)]
    private let directory: String
    let zone: String
    /// Bytes of memory that the database may take before it spills to the working folder.
    let memory: Int?
    /// The number of threads, which changes no byte.
    var threads = ProcessInfo.processInfo.activeProcessorCount
    /// About how many events a partition of the log has.
    var partitionRowCount = LogPartitioning.defaultRowCount

    /// Takes the sources of a pipeline file.
    ///
    /// - Parameters:
    ///   - sources: the definitions by name.
    ///   - directory: the folder that their files are relative to.
    ///   - zone: the time zone of dates and of times without one, such as `America/New_York`.
    ///   - memory: bytes that the database may take before it spills; nil for four fifths of the machine's.
    /// - Throws: `DatasetError.setting` for a contract that contradicts itself or an unknown zone.
    public init(
        sources: [String: SourceDefinition], directory: String, zone: String, memory: Int? = nil
    ) throws(DatasetError) {
        self.sources = sources.sorted { $0.key < $1.key }.map { (name: $0.key, definition: $0.value) }
        self.directory = directory
        self.zone = zone
        self.memory = memory
        for (name, definition) in self.sources { try definition.check(at: ["sources", name]) }
        _ = try Database(timeZone: zone)
    }

    /// Reads all files and keeps the log in memory.
    ///
    /// - Throws: `DatasetError` for settings and files; rows that break their contract are set aside instead, unless
    ///   their share passes `maximumBad`: see `EventImportResult.check()`.
    /// - Complexity: O(rows x fields + events log events).
    public func run() throws(DatasetError) -> EventImportResult {
        let staged = try stage()
        return EventImportResult(
            log: try staged.log(), manifest: staged.manifest, quarantine: staged.quarantine,
            maximumBad: maximumBad)
    }

    /// Reads all files into a database, in which the events wait to be read or published.
    ///
    /// - Parameter work: a folder for what does not fit in memory, and for files to be written; nil for none.
    /// - Throws: as `run()`.
    /// - Complexity: O(rows x fields).
    func stage(in work: String? = nil) throws(DatasetError) -> StagedImport {
        let database = try database(work)
        let sourceGuard = try SourceGuard()
        var staged: [StagedSource] = []
        for (number, source) in sources.enumerated() {
            var own = StagedSource(name: source.name, definition: source.definition)
            let parts = source.definition.parts
            for (part, repeated) in zip(parts, repetitions(parts)) {
                if let repeated, let file = own.file(repeated, contract: part.contract) {
                    // The same bytes under the same contract say the same again.
                    own.repeatedFiles.append((name: part.file, readCount: file.readCount))
                } else {
                    try read(part, into: &own, number, database, guarding: sourceGuard)
                }
            }
            own.reconciliation = try EventReconciliation(own, number: number, database)
            staged.append(own)
        }
        return try StagedImport(staged, zone: zone, database)
    }

    /// A database that may read the files, with what their formats need.
    private func database(_ work: String?) throws(DatasetError) -> Database {
        var extensions: Set<DatabaseExtension> = []
        var files: [String] = []
        for (name, definition) in sources {
            for part in definition.parts {
                // Asked for one format at a time, the error names the source.
                if !extensions.isSuperset(of: part.format.extensions) {
                    _ = try part.format.database(files: [], timeZone: zone, at: ["sources", name])
                }
                extensions.formUnion(part.format.extensions)
                files.append(path(of: part.file))
            }
        }
        return try Database(
            files: files, extensions: extensions.sorted { $0.rawValue < $1.rawValue }, timeZone: zone,
            threads: threads, work: work, memory: memory)
    }

    /// By file, its digest if an earlier one has the same bytes, contract and format.
    private func repetitions(_ parts: [SourceDefinition]) -> [Digest?] {
        let sizes = parts.map { $0.format.type == .postgres ? nil : FileSystem.size(of: path(of: $0.file)) }
        // Only files of equal sizes can be equal, and are read for that.
        var digests = [Digest?](repeating: nil, count: parts.count)
        for index in parts.indices
        where sizes[index] != nil && sizes.count(where: { $0 == sizes[index] }) > 1 {
            digests[index] = try? Digest.file(path(of: parts[index].file))
        }
        return parts.indices.map { index in
            guard let digest = digests[index] else { return nil }
            let isRepeated = parts[..<index].indices.contains {
                digests[$0] == digest && parts[$0].contract == parts[index].contract
                    && parts[$0].format == parts[index].format
            }
            return isRepeated ? digest : nil
        }
    }

    /// Adds one file to the part of the source that keeps the same contract.
    private func read(
        _ definition: SourceDefinition, into source: inout StagedSource, _ number: Int, _ database: Database,
        guarding sourceGuard: SourceGuard
    ) throws(DatasetError) {
        let place = source.parts.firstIndex { $0.contract == definition.contract } ?? source.parts.count
        if place == source.parts.count {
            let fields = definition.keptFields
            let rows = StagedRows(database, table: "rows\(number)_\(place)", fields: fields)
            let events = definition.events.enumerated().map {
                index, event in
                EventStatement(event, index: index, fields: fields) {
                    definition.contract.isPersonal($0, in: event)
                }
            }
            source.parts.append(
                StagedSource.Part(contract: definition.contract, rows: rows, events: events))
        }
        let reader = ContractReader(
            database: database, keyPath: ["sources", source.name], format: definition.format,
            select: definition.select, fields: source.parts[place].rows.fields, map: definition.map ?? [:],
            zone: zone, rules: source.parts[place].events.flatMap(\.rules))
        try reader.read(
            path(of: definition.file), called: definition.file, into: &source.parts[place].rows,
            guarding: sourceGuard)
    }

    func path(of file: String) -> String { FileSystem.path(file, in: directory) }
}
