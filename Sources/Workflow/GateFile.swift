public import Registry
public import Settings
import Storage

/// What a version must hold, and where that is written.
public struct GateFile: Sendable {
    /// The file's path as given.
    public let file: String
    /// The rules.
    public let rules: GateRules
    /// The line of each gate, by its place among the gates.
    public let lines: [Int?]
    /// The keys of which one must have signed a version; nil where none need be.
    public let trustedKeys: TrustedKeys?

    /// The gates of a pipeline.
    public init(_ pipeline: Pipeline) {
        file = pipeline.file
        rules = GateRules(metrics: pipeline.settings.gates ?? [])
        lines = rules.metrics.indices.map { pipeline.document.line(of: ["gates", "\($0)"]) }
        trustedKeys = nil
    }

    /// Reads a file of gates.
    ///
    /// - Parameters:
    ///   - file: YAML: `version`, `metrics` and `requires`.
    ///   - pipeline: whose evaluations they are held against, so that metrics that it never computes are refused; nil
    ///     for scores of another model.
    /// - Throws: `SettingsError` with file and line.
    public init(file: String, for pipeline: Pipeline? = nil) throws(SettingsError) {
        self.file = file
        let document = try SettingsDocument(file: file)
        let rules = try document.decode(GateRules.self)
        if rules.version != 1 {
            throw document.error(
                at: ["version"], "this program reads version 1 of a file of gates", remedy: "write version: 1"
            )
        }
        try pipeline?.check(rules.metrics, in: document, at: ["metrics"])
        try rules.requires?.check(in: document)
        trustedKeys = try Self.keys(rules.requires?.signed, of: document, in: FileSystem.parent(of: file))
        self.rules = rules
        lines = rules.metrics.indices.map { document.line(of: ["metrics", "\($0)"]) }
    }

    private static func keys(
        _ files: [String]?, of document: SettingsDocument, in folder: String
    ) throws(SettingsError) -> TrustedKeys? {
        guard let files else { return nil }
        do throws(RegistryError) {
            return try TrustedKeys(files: files.map { $0.hasPrefix("/") ? $0 : folder + "/" + $0 })
        } catch {
            throw document.error(
                at: ["requires", "signed"], "\(error)", remedy: "name files that `leadline key signing` wrote"
            )
        }
    }
}
