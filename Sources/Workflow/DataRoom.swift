public import Datasets
import Features
import Registry
public import Storage

/// A pipeline's data, imported under contract: asked for frames, audits, traces and the digests of the files.
public struct DataRoom {
    let pipeline: Pipeline
    let contents: Contents
    let manifest: ImportManifest
    let quarantine: [QuarantinedRow]
    /// The log on disk; nil for a plain table.
    let store: EventLogStore?
    /// Where the embedders are that features go by.
    let registry: Registry
    /// By which the installation names leads to others.
    let pseudonyms: PseudonymKey

    /// What was imported.
    enum Contents {
        /// Events, to be folded into features.
        case events(EventImportResult, CasePlanner, FeatureSet)
        /// Rows with their features.
        case table(TableImportResult, TableDefinition)
    }

    /// Imports a pipeline's data, or opens the log of the last import if nothing has changed since.
    ///
    /// The log, the identities and the quarantine are in the working folder.
    ///
    /// - Parameters:
    ///   - computesFeatures: false where no feature is asked for, so that none of the embedders they go by need be there.
    ///   - step: told what is about to be done, for one who waits.
    /// - Throws: `WorkflowError.refused` for a contract that breaks a published one; `SettingsError` or `DatasetError`
    ///   naming file, line, field and remedy; the registry's errors where an embedder is not there.
    public init(
        _ pipeline: Pipeline, workspace: Workspace, computesFeatures: Bool = true,
        step: (String) -> Void = { _ in }
    ) throws {
        registry = workspace.registry
        let pipeline = computesFeatures ? try pipeline.embedded(in: registry) : pipeline
        self.pipeline = pipeline
        try pipeline.refuseBrokenContracts()
        let folder = workspace.folder(of: pipeline)
        try FileSystem.makeDirectories(folder)
        let key = try workspace.pseudonyms()
        pseudonyms = key
        let settings = pipeline.settings
        if let table = settings.table {
            let result = try pipeline.locating {
                try TableImport(table, directory: pipeline.folder, zone: settings.data.zone).run(
                    keepingIn: folder)
            }
            contents = .table(result, table)
            store = nil
            manifest = result.manifest
            quarantine = result.quarantine
        } else {
            guard let sources = settings.sources, let features = settings.features,
                let planner = try pipeline.planner()
            else { preconditionFailure("a pipeline is checked when it is read") }
            let (result, store) = try pipeline.locating {
                let published = try EventImport(
                    sources: sources, directory: pipeline.folder, zone: settings.data.zone,
                    memory: workspace.memory
                ).publish(
                    in: folder, key: key, keeping: settings.quarantine, isFresh: workspace.isFresh, step: step
                )
                let result = try EventImportResult(published)
                return (result, published.store)
            }
            contents = .events(result, planner, features)
            self.store = store
            manifest = result.manifest
            quarantine = result.quarantine
        }
    }

    /// The data files' digests by source.
    public var digests: [String: Digest] {
        Dictionary(uniqueKeysWithValues: manifest.sources.map { ($0.name, $0.file) })
    }

    /// The texts that no dictionary knows, by source and field, in sentences.
    public var unknownTexts: [String] {
        manifest.sources.flatMap { source in
            (source.unmapped ?? [:]).filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { field, rows in
                let texts = (source.unknownTexts?[field] ?? [:])
                    .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5)
                let shown = texts.map { "'\($0.key)' (\($0.value))" }.joined(separator: ", ")
                return "\(source.name): \(field): \(rows) rows have texts that its dictionary does not know"
                    + (shown.isEmpty ? "" : ": \(shown)")
            }
        }
    }

    /// The rows that several files of a source have in common and that count each time, in sentences.
    public var repeatedRows: [String] { pipeline.repeatedRows(manifest) }

    /// Why rows were put aside, by source, the commonest reasons first.
    public var quarantineReasons: [String] {
        guard case .events(let result, _, _) = contents else {
            return quarantine.prefix(3).map { "table: line \($0.row): \($0.field ?? "row"): \($0.reason)" }
        }
        return manifest.sources.flatMap { source in
            result.reasons(source.name).map { "\(source.name): \($0)" }
        }
    }

    /// The frame of all slices with its labels.
    ///
    /// - Throws: `DatasetError` where a slice has no cases, or no positives.
    public func prepare() throws -> PreparedData {
        switch contents {
        case .table(let result, _): return try prepared(result.frame, plan: nil)
        case .events(let result, let planner, let features):
            let overlaps = pipeline.settings.audit?.waivesOverlaps ?? false
            try refuseFailedGates()
            let plan = try pipeline.locating { try planner.plan(result.log, keepingOverlaps: overlaps) }
            try refuseForesight(after: plan.cases(in: .train).map(\.cutoff).max(), of: "the train slice")
            let frame = TimeSlicedFrame(plan, log: result.log, features: features)
            try refuseFailedFeatures(frame.features)
            return try prepared(frame, plan: plan)
        }
    }

    /// Searches for leaks.
    public func audit(_ data: PreparedData) throws -> AuditReport {
        let audit = try pipeline.locating { try LeakageAudit(pipeline.settings.audit) }
        switch contents {
        case .table(_, let definition): return audit.run(definition, frame: data.frame)
        case .events(let result, let planner, let features):
            guard let plan = data.plan else { preconditionFailure("data of another pipeline") }
            // A case is named by its place among the unit's subjects: no key, and the same on every machine.
            let places = Dictionary(
                uniqueKeysWithValues: result.log.subjects(in: pipeline.settings.unit).enumerated().map {
                    ($0.element, $0.offset + 1)
                })
            let unit = pipeline.settings.unit
            let sources = pipeline.settings.sources ?? [:]
            let isNumbered = sources.values.contains { $0.events.contains { $0.id != nil } }
            return try pipeline.locating {
                // The log in memory knows no ids; the one on disk has them with the identities.
                let numbers = isNumbered ? try store?.entryNumbers() : nil
                return try audit.run(
                    sources: sources, features: features, planner: planner, log: result.log, plan: plan,
                    frame: data.frame, entryNumbers: numbers,
                    pseudonym: { "\(unit) number \(places[$0] ?? 0) in the order of keys" })
            }
        }
    }
}
