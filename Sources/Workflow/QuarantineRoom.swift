public import Datasets
import Features
import Storage

/// The rows that a pipeline's imports have set aside: listed, tried again, forgotten.
public struct QuarantineRoom {
    private let pipeline: Pipeline
    private let workspace: Workspace

    /// Takes a pipeline's working folder.
    public init(_ pipeline: Pipeline, workspace: Workspace) {
        self.pipeline = pipeline
        self.workspace = workspace
    }

    private var folder: String { workspace.folder(of: pipeline) }

    /// What the last import has set aside.
    ///
    /// - Throws: `DatasetError.file` for a file that is damaged.
    public func quarantine() throws -> Quarantine { try Quarantine(in: folder) }

    /// Forgets what rows say; see `Quarantine.purge`.
    ///
    /// - Returns: the number of rows that said something.
    public func purge(source: String?) throws -> Int {
        if let source, pipeline.settings.sources?[source] == nil {
            throw WorkflowError.unusable(
                what: "the pipeline has no source '\(source)'",
                remedy:
                    "name one of \((pipeline.settings.sources ?? [:]).keys.sorted().joined(separator: ", "))")
        }
        var quarantine = try quarantine()
        let count = quarantine.purge(source: source)
        try quarantine.save(in: folder)
        return count
    }

    /// Imports the files again under the contract as it is now, and tells what became of each row set aside before.
    ///
    /// - Throws: what the import throws; the old quarantine is there until the new one is.
    public func replay() throws -> [QuarantineReplay] {
        let before = try quarantine()
        let manifest = ImportManifest(in: folder)
        let room = try DataRoom(pipeline, workspace: workspace)
        return room.manifest.sources.map { source in
            QuarantineReplay(
                source.name, before: manifest?.sources.first { $0.name == source.name }, after: source,
                rowsBefore: before.rows, rowsAfter: room.quarantine)
        }
    }
}
