internal import Storage

/// Reads a plain table into the frame that the time-sliced way makes, too.
public struct TableImport {
    private let definition: TableDefinition
    private let directory: String
    private let zone: String

    /// Takes the `table` section of a pipeline file.
    ///
    /// - Parameters:
    ///   - directory: the folder that the file is relative to.
    ///   - zone: the time zone of dates.
    /// - Throws: `DatasetError.setting` for a contract that contradicts itself.
    public init(_ definition: TableDefinition, directory: String, zone: String) throws(DatasetError) {
        try definition.check()
        self.definition = definition
        self.directory = directory
        self.zone = zone
    }

    /// Reads the file.
    ///
    /// - Throws: `DatasetError` for the file, the SELECT, or more bad rows than there may be, and for a slice without
    ///   positives or negatives.
    /// - Parameter folder: where `quarantine.jsonl` and `import.json` go, whether or not the import fails for it; nil
    ///   keeps neither.
    /// - Complexity: O(rows x fields).
    public func run(keepingIn folder: String? = nil) throws(DatasetError) -> TableImportResult {
        let fields = definition.fields.filter { $0.value.purpose != nil }.sorted { $0.key < $1.key }
            .map { (name: $0.key, field: $0.value) }
        let path = FileSystem.path(definition.file, in: directory)
        let database = try definition.format.database(files: [path], timeZone: zone, at: ["table"])
        let reader = ContractReader(
            database: database, keyPath: ["table"], format: definition.format, select: definition.select,
            fields: fields, map: [:], zone: zone, rules: [])
        var staged = StagedRows(database, table: "table_rows", fields: fields)
        try reader.read(path, called: definition.file, into: &staged, guarding: SourceGuard())
        let file = staged.files[0]
        let rows = try TypedRows(staged)
        let used = try TableRows(rows, rejects: file.rejectLines(), definition)
        let quarantine = used.quarantine
        let counts = RowCounts(
            read: file.readCount, accepted: used.order.count, quarantined: quarantine.count,
            duplicate: 0, filtered: file.filteredCount, events: 0)
        var manifest = ImportManifest(
            sources: [try ImportManifest.Source(table: definition, file: file.digest, counts: counts)],
            zone: zone)
        if let folder {
            let files = ImportFiles(folder: folder)
            manifest.quarantine = try files.write(quarantine)
            try files.write(manifest)
        }
        do throws(DatasetError) {
            try EventImportResult.check(manifest, quarantine, ["table": definition.maximumBad ?? 0.01])
        } catch {
            throw .data(keyPath: ["table"], what: error.what, remedy: error.remedy)
        }
        return TableImportResult(frame: try used.frame(), manifest: manifest, quarantine: quarantine)
    }
}
