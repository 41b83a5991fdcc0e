public import Datasets
import Storage

/// A pipeline's event log on disk, imported or found unchanged, without its events in memory.
public struct ImportedLog: Sendable {
    /// The log.
    public let store: EventLogStore
    /// Digests and counts.
    public let manifest: ImportManifest
    /// What became of the rows, by source.
    public let sources: [Lineage.SourceLineage]
    /// The rows that several files of a source have in common and that count each time, in sentences.
    public let repeatedRows: [String]
    /// Whether nothing had changed since the last import.
    public let isReused: Bool

    /// Imports a pipeline's sources, unless files and contracts are the same as at the last import.
    ///
    /// - Parameter step: told what is about to be done, for one who waits.
    /// - Throws: `WorkflowError.unusable` for a pipeline of a plain table; `DatasetError` naming file, line, field and
    ///   remedy.
    public init(
        _ pipeline: Pipeline, workspace: Workspace, step: (String) -> Void = { _ in }
    ) throws {
        let settings = pipeline.settings
        guard let definitions = settings.sources else {
            throw WorkflowError.unusable(
                what: "a pipeline of a plain table has no events", remedy: "check it: leadline check")
        }
        try pipeline.refuseBrokenContracts()
        let folder = workspace.folder(of: pipeline)
        try FileSystem.makeDirectories(folder)
        let key = try PseudonymKey.loadOrCreate(at: workspace.pseudonymKey)
        let published = try pipeline.locating {
            try EventImport(
                sources: definitions, directory: pipeline.folder, zone: settings.data.zone,
                memory: workspace.memory
            ).publish(
                in: folder, key: key, keeping: settings.quarantine, isFresh: workspace.isFresh, step: step)
        }
        store = published.store
        manifest = published.manifest
        isReused = published.isReused
        repeatedRows = pipeline.repeatedRows(published.manifest)
        sources = published.manifest.sources.map { Lineage.SourceLineage($0, of: pipeline) }
    }
}
