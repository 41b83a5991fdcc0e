import Features
import Registry
import Scoring

extension FeatureSet {
    /// The set with the embedders that its features go by, read from a registry.
    ///
    /// - Throws: `RegistryError` where a version is not there or embeds nothing; `ScoringError.unfitEmbedder` for another than the
    ///   features were defined by, or one that does not fit them.
    /// - Complexity: O(bytes of the embedders that are not there yet).
    func embedding(in registry: Registry) throws -> FeatureSet {
        try embedding { reference in
            let version = try registry.embedder(reference)
            return (version.digest, version.files)
        }
    }
}
