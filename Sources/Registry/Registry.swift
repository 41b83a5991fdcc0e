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

    private var modelsPath: String { root + "/models" }

    /// The names of all models, sorted.
    ///
    /// - Throws: `storage` where the directory cannot be read.
    public func modelNames() throws(RegistryError) -> [String] {
        guard FileSystem.exists(modelsPath) else { return [] }
        let names = try RegistryError.storing { () throws(StorageError) in
            try FileSystem.names(in: modelsPath)
        }
        return names.filter { RegistryName.isValid($0) && FileSystem.isDirectory(modelsPath + "/" + $0) }
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

    /// A model's directory; the model has a version.
    ///
    /// - Throws: `invalidName`, `noSuchModel`.
    public func knownModel(_ name: String) throws(RegistryError) -> ModelDirectory {
        let model = try model(name)
        if try model.versions().isEmpty { throw .noSuchModel(name: name, known: try modelNames()) }
        return model
    }

    /// The model and the number that a reference names now.
    ///
    /// - Throws: `noSuchModel`, `noSuchVersion`, `noSuchAlias`, `damaged` where the alias is.
    public func resolve(
        _ reference: ModelReference
    ) throws(RegistryError) -> (model: ModelDirectory, version: Int) {
        let model = try knownModel(reference.name)
        let known = try model.versions()
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
    /// - Parameters:
    ///   - models: whose directories are looked at; all where nobody is named.
    ///   - keys: one of them has to have signed each version; nil where none need be signed.
    /// - Throws: `noSuchModel` for a name without a directory, `storage` where the directory cannot be read.
    public func verify(
        _ models: [String] = [], trusting keys: TrustedKeys? = nil
    ) throws(RegistryError) -> [RegistryFinding] {
        var findings: [RegistryFinding] = []
        for model in try self.models(models) { findings += model.verify(trusting: keys) }
        return findings
    }

    /// The directories of the models named, of all where nobody is named; sorted.
    ///
    /// - Throws: `noSuchModel` for a name without a directory, `storage` where the registry cannot be read.
    public func models(_ names: [String] = []) throws(RegistryError) -> [ModelDirectory] {
        guard FileSystem.isDirectory(root) else { throw .storage(.missing(path: root)) }
        let known = try modelNames()
        if let missing = names.first(where: { !known.contains($0) }) {
            throw .noSuchModel(name: missing, known: known)
        }
        var found: [ModelDirectory] = []
        for name in known where names.isEmpty || names.contains(name) { found.append(try model(name)) }
        return found
    }
}
