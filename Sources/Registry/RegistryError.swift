public import Storage

/// Why a registry refuses; the text names the model, the version and the remedy.
public enum RegistryError: Error, Hashable, Sendable {
    /// A model's or an alias's name is not admitted; `kind` says whose.
    case invalidName(kind: String, name: String)
    /// A file's name is not admitted in a version.
    case invalidFileName(String)
    /// A text is not a model URI.
    case invalidReference(String)
    /// A decision's account is incomplete.
    case invalidDecision(field: String, problem: String)
    /// The registry has no such model, or no version of it; `known` are those that have a directory.
    case noSuchModel(name: String, known: [String])
    /// The model has no such version; `known` are those it has.
    case noSuchVersion(model: String, version: Int, known: [Int])
    /// The model has no such alias; `known` are those it has.
    case noSuchAlias(model: String, alias: String, known: [String])
    /// Files are not as they were written.
    case damaged(model: String, findings: [RegistryFinding])
    /// The version is not signed by a key that is trusted.
    case untrusted(model: String, version: Int, problem: String)
    /// The version has a signature of another key, which was not to be replaced.
    case signedByAnother(model: String, version: Int)
    /// The version needs a later reader.
    case tooNew(path: String, needs: Int, speaks: Int)
    /// The model's versions are of another kind.
    case otherKind(model: String, version: Int, is: PackageKind, wanted: PackageKind)
    /// A version needs another that is not the one it names.
    case unmetRequirement(model: String, version: Int, problem: String)
    /// The life cycle does not admit the move.
    case illegalMove(model: String, version: Int, problem: String)
    /// Two registries hold different things under one name.
    case conflict(model: String, problem: String)
    /// The address of a registry on another machine is not admitted; it is not told, since some hold a password.
    case invalidAddress(problem: String)
    /// The program that reads another machine's registry failed.
    case unreachable(program: String, code: Int32)
    /// The registry cannot be written.
    case notWritable(path: String, reason: String)
    /// A file could not be read or a lock not be had.
    case storage(StorageError)

    init(_ error: StorageError) {
        if case .unwritable(let path, let reason) = error {
            self = .notWritable(path: path, reason: reason)
        } else {
            self = .storage(error)
        }
    }

    /// Runs a body and gives its storage error as one of the registry's.
    static func storing<T: ~Copyable>(
        _ body: () throws(StorageError) -> T
    ) throws(RegistryError) -> T {
        do throws(StorageError) {
            return try body()
        } catch {
            throw RegistryError(error)
        }
    }
}
