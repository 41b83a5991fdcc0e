import Datasets
import Features
import Learning
import Registry
public import Settings
import Storage

/// A pipeline file, read and checked, and the folders that belong to it.
public struct Pipeline: Sendable {
    /// The file's path as given.
    public let file: String
    /// The settings.
    public private(set) var settings: PipelineSettings
    /// The file with the lines of its keys.
    let document: SettingsDocument
    /// The files that hold contracts, by source.
    let contracts: [String: SettingsDocument]

    /// Reads and checks a pipeline file.
    ///
    /// - Parameter file: path of the YAML file; the paths of data in it are relative to its folder.
    /// - Throws: `SettingsError` with file, line and the nearest known key, for whatever does not fit.
    public init(file: String) throws(SettingsError) {
        try self.init(try SettingsDocument(file: file), at: file)
    }

    /// Checks settings that were read.
    ///
    /// - Parameter file: beside which data, contracts and the like are.
    init(_ document: SettingsDocument, at file: String) throws(SettingsError) {
        self.file = file
        self.document = document
        var (settings, contracts) = try Self.resolve(
            try document.decode(PipelineSettings.self), document: document,
            folder: FileSystem.parent(of: file))
        settings.features?.identity = settings.identity
        do throws(ConfigurationError) {
            try settings.chooseInputs()
        } catch {
            throw document.error(
                at: ["model", error.key], "it must be \(error.requirement)", remedy: "name each once")
        }
        (self.settings, self.contracts) = (settings, contracts)
        try check()
    }

    /// The pipeline with the embedders that its features go by, from a registry.
    ///
    /// - Throws: as `FeatureSet.embedding(in:)`.
    func embedded(in registry: Registry) throws -> Pipeline {
        var pipeline = self
        pipeline.settings.features = try settings.features?.embedding(in: registry)
        return pipeline
    }

    /// The folder that data paths are relative to.
    public var folder: String { FileSystem.parent(of: file) }

    /// The model's name in the registry.
    public var name: String { settings.name }

    /// Whether rows come with their features, so that no events are folded.
    public var isTable: Bool { settings.table != nil }

    /// An error of the data room with the file and line of the setting it is about.
    func located(_ error: DatasetError) -> any Error {
        guard let keyPath = error.keyPath else { return error }
        if keyPath.count > 2, keyPath[0] == "sources", let contract = contracts[keyPath[1]],
            contract.line(of: [keyPath[2]]) != nil
        {
            return contract.error(at: Array(keyPath.dropFirst(2)), error.what, remedy: error.remedy)
        }
        return document.error(at: keyPath, error.what, remedy: error.remedy)
    }

    /// Runs a step of the data room, giving its errors file and line.
    func locating<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatasetError {
            throw located(error)
        }
    }
}
