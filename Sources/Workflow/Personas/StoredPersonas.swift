public import Personas
public import Registry
public import Storage

/// A version of kind `personas`, whose every byte was verified.
public struct StoredPersonas: Sendable {
    /// What assigns.
    public let package: PersonaPackage
    /// What was discovered; with the intents of the profiles only where they are by the version's own model.
    public let discovery: PersonaDiscovery
    /// How the intents were learned; nil where there are none.
    public let intentTraining: IntentTraining?
    /// The version's number.
    public let version: Int
    /// The version's digest.
    public let digest: Digest

    /// Reads a version.
    ///
    /// - Throws: `RegistryError`, `PersonaError`, `StorageError`; `WorkflowError.unusable` for a version of another kind.
    public init(_ directory: ModelDirectory, version: Int) throws {
        try self.init(directory.load(version: version))
    }

    /// Reads the version that `NAME@production`, `NAME@3` or `models:/NAME/3` names.
    ///
    /// - Throws: as the other one.
    public init(named text: String, in registry: Registry) throws {
        try self.init(registry.load(ModelReference(short: text)))
    }

    private init(_ verified: VerifiedVersion) throws {
        let manifest = verified.manifest
        guard manifest.kind == .personas else {
            throw WorkflowError.unusable(
                what:
                    "\(manifest.name) version \(manifest.version) is of kind \(manifest.kind.rawValue), not personas",
                remedy: "name a version that leadline personas map --publish made")
        }
        package = try PersonaPackage(files: verified.files)
        try package.replayGolden()
        guard let bytes = verified.files[VersionFile.discovery] else {
            throw PersonaError.missingFile(VersionFile.discovery)
        }
        var discovery = try PersonaDiscovery.read(
            CanonicalJSON.parse(bytes, file: VersionFile.discovery), file: VersionFile.discovery
        ).fitting(VersionFile.discovery)
        let intents = verified.files[PersonaPackage.intentFile].map { Digest(of: $0).description }
        if !discovery.hasIntents(of: package.model.taxonomy.intent, model: intents) {
            for index in discovery.profiles.indices { discovery.profiles[index].intents = nil }
        }
        self.discovery = discovery
        guard try manifest.servedDigest == package.digest, discovery.clusters == package.model.clusters else {
            throw PersonaError.malformed(
                file: VersionFile.discovery, problem: "it is not what the personas were made of")
        }
        intentTraining = try verified.files[VersionFile.intentTraining].map {
            try CanonicalJSON.decode(IntentTraining.self, from: $0, file: VersionFile.intentTraining)
        }
        version = manifest.version
        digest = verified.digest
    }

    /// Refuses a pipeline that asks about others than the personas are of, or has not the messages that they read.
    func expect(_ pipeline: Pipeline) throws(WorkflowError) {
        let unit = pipeline.isTable ? "row" : pipeline.settings.unit
        guard unit == package.unit else {
            throw .unusable(
                what: "the personas are of a \(package.unit), the pipeline of a \(unit)",
                remedy: "take the pipeline that they were discovered in")
        }
        if let question = package.model.taxonomy.intent { try pipeline.checkMessages(of: question) }
    }
}
