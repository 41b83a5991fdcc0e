extension Registry {
    /// Reads and verifies an embedder's version.
    ///
    /// - Parameters:
    ///   - text: a model URI with a number, `models:/behaviour/1`.
    ///   - requiring: the version that goes by it, whose manifest has to list its digest; nil for one that is yet to be made.
    ///   - keys: one of them has to have signed it; nil where none need.
    /// - Throws: `invalidReference` for an alias, which may move; `otherKind` for a version that embeds nothing; `unmetRequirement`
    ///   where the version that goes by it was made with another; as `load(_:)` and `ModelDirectory.load(version:trusting:)`.
    public func embedder(
        _ text: String, for requiring: VerifiedVersion? = nil, trusting keys: TrustedKeys? = nil
    ) throws(RegistryError) -> VerifiedVersion {
        let reference = try ModelReference(text)
        guard case .version = reference.target else { throw .invalidReference(text) }
        let (model, version) = try resolve(reference)
        let found = try model.load(version: version, trusting: keys)
        guard found.manifest.kind == .embedder else {
            throw .otherKind(
                model: model.name, version: version, is: found.manifest.kind, wanted: .embedder)
        }
        if let requiring, !requiring.manifest.requires.contains(found.digest) {
            throw .unmetRequirement(
                model: requiring.manifest.name, version: requiring.version,
                problem: "\(text) is not the embedder that it was made with")
        }
        return found
    }
}
