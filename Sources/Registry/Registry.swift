internal import Storage

/// Models, their immutable versions and the aliases that name them, in a directory.
///
/// It keeps bytes and digests, and knows nothing of what a model is. Readers need no lock; writers of one
/// model take turns. `docs/formats/registry.md` describes the files.
public struct Registry: Hashable, Sendable {
    /// The registry's directory.
    public let root: String

    /// A registry at a directory, which the first publication creates.
    public init(root: String) { self.root = root }

    private var models: String { root + "/models" }

    /// The names of all models, sorted.
    ///
    /// - Throws: `storage` where the directory cannot be read.
    public func modelNames() throws(RegistryError) -> [String] {
        guard FileSystem.exists(models) else { return [] }
        let names = try RegistryError.storing { () throws(StorageError) in try FileSystem.names(in: models) }
        return names.filter { RegistryName.isValid($0) && FileSystem.isDirectory(models + "/" + $0) }
    }

    /// A model's directory; the model need not have a version yet.
    ///
    /// - Throws: `invalidName`.
    public func model(_ name: String) throws(RegistryError) -> ModelDirectory {
        guard RegistryName.isValid(name), name != RegistryName.latest else {
            throw .invalidName(kind: "a model", name: name)
        }
        return ModelDirectory(root: root, name: name)
    }

    /// The model and the number that a reference names now.
    ///
    /// - Throws: `noSuchModel`, `noSuchVersion`, `noSuchAlias`, `damaged` where the alias is.
    public func resolve(
        _ reference: ModelReference
    ) throws(RegistryError) -> (model: ModelDirectory, version: Int) {
        let model = try model(reference.name)
        let known = try model.versions()
        if known.isEmpty { throw .noSuchModel(name: reference.name, known: try modelNames()) }
        switch reference.target {
        case .alias(let alias): return (model, try model.version(of: alias))
        case .version(let version):
            guard known.contains(version) else {
                throw .noSuchVersion(model: reference.name, version: version, known: known)
            }
            return (model, version)
        }
    }

    /// Reads and verifies the version that a reference names now.
    ///
    /// - Throws: as `resolve` and `ModelDirectory.load`.
    public func load(_ reference: ModelReference) throws(RegistryError) -> VerifiedVersion {
        let (model, version) = try resolve(reference)
        return try model.load(version: version)
    }

    /// Everything in the registry that is not as it was written, by path; empty where all is well.
    ///
    /// - Parameter keys: one of them has to have signed each version; nil where none need be signed.
    /// - Throws: `storage` where the directory cannot be read.
    public func verify(trusting keys: TrustedKeys? = nil) throws(RegistryError) -> [RegistryFinding] {
        guard FileSystem.isDirectory(root) else { throw .storage(.missing(path: root)) }
        var findings: [RegistryFinding] = []
        for name in try modelNames() { findings += try model(name).verify(trusting: keys) }
        return findings
    }
}
