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

    /// The gates and requirements of a pipeline.
    ///
    /// - Throws: `SettingsError` with file and line for a key that cannot be read.
    public init(_ pipeline: Pipeline) throws(SettingsError) {
        file = pipeline.file
        rules = GateRules(metrics: pipeline.settings.gates ?? [], requires: pipeline.settings.requires)
        lines = rules.metrics.indices.map { pipeline.document.line(of: ["gates", "\($0)"]) }
        trustedKeys = try Self.keys(
            rules.requires?.signed, of: pipeline.document, in: FileSystem.parent(of: file))
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

    /// Whether it asks for anything.
    var isEmpty: Bool { rules.metrics.isEmpty && rules.requires == nil }

    /// The SHA-256 of what it asks for and of the keys that it trusts, whatever file it stands in.
    var digest: Digest {
        get throws(StorageError) {
            struct Content: Encodable {
                var rules: GateRules
                var keys: [Digest]
            }
            return Digest(
                of: try CanonicalJSON.encode(
                    Content(rules: rules, keys: trustedKeys?.keys.map(\.fingerprint) ?? [])))
        }
    }

    private static func keys(
        _ files: [String]?, of document: SettingsDocument, in folder: String
    ) throws(SettingsError) -> TrustedKeys? {
        guard let files else { return nil }
        do throws(RegistryError) {
            return try TrustedKeys(files: files.map { FileSystem.path($0, in: folder) })
        } catch {
            throw document.error(
                at: ["requires", "signed"], "\(error)", remedy: "name files that `leadline key signing` wrote"
            )
        }
    }
}
