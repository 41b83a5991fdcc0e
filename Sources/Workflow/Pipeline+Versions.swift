public import Registry
import Storage

extension Pipeline {
    /// The newest version in the registry that was trained from this file's settings, gates aside.
    ///
    /// - Throws: `WorkflowError.unusable` if there is none: a version of other settings is never taken by chance.
    public func newestVersion(in model: ModelDirectory) throws -> Int {
        let deciding = try Recipe.deciding(settings)
        let versions = try model.versions()
        for version in versions.reversed() {
            guard
                let bytes = try? FileSystem.read(model.path(ofVersion: version) + "/" + VersionFile.lineage),
                let lineage = try? CanonicalJSON.decode(Lineage.self, from: bytes, file: VersionFile.lineage)
            else { continue }
            if lineage.settings == deciding { return version }
        }
        throw WorkflowError.unusable(
            what: "the registry has no version of \(name) that was trained from \(file) as it is now",
            remedy: versions.isEmpty
                ? "train one: leadline train \(file)"
                : "train it: leadline train \(file); or name one of \(versions.map(String.init).joined(separator: ", ")) by --version"
        )
    }
}
