public import Storage

extension ModelDirectory {
    /// Publishes a version under the next number, or returns the one that the same recipe made before.
    ///
    /// The version is prepared beside its place, made durable and renamed: a kill at any point leaves it whole
    /// or absent. Numbers are taken under a lock and never used twice, also where a version was removed. A
    /// version of the same recipe that no longer verifies is not returned; a new one is published.
    /// - Parameters:
    ///   - files: contents by name, without a manifest, which is made here.
    ///   - recipeDigest: what decides the content: data, settings, seed, program.
    ///   - numericProfile: what the bits depend on besides, recorded only.
    ///   - requires: digests of the versions this one needs.
    ///   - evaluatedDigest: of the scorer that was measured.
    ///   - servedDigest: of the scorer that is served.
    /// - Throws: `invalidFileName`; `otherKind` where the model's versions are of another kind; `notWritable`, with nothing written; `storage(.busy)` after a minute.
    public func publish(
        files: [String: [UInt8]], kind: PackageKind, recipeDigest: Digest,
        numericProfile: [String: String] = [:], requires: [Digest] = [], evaluatedDigest: Digest? = nil,
        servedDigest: Digest? = nil
    ) throws(RegistryError) -> PublishedVersion {
        let own = [Manifest.fileName, ModelSignature.fileName]
        for name in files.keys where !RegistryName.isValidFile(name) || own.contains(name) {
            throw .invalidFileName(name)
        }
        try expect(kind)
        // Before the lock too, so that a registry that is read-only still answers.
        if let existing = try verified(recipeDigest) { return existing }
        let lock = try lock(for: "publishing a version")
        defer { withExtendedLifetime(lock) {} }
        try expect(kind)
        if let existing = try verified(recipeDigest) { return existing }
        let manifest = Manifest(
            name: name, version: try nextVersion(), kind: kind, requires: requires,
            numericProfile: numericProfile, recipeDigest: recipeDigest,
            evaluatedDigest: evaluatedDigest, servedDigest: servedDigest, files: files)
        let digest = try RegistryError.storing { () throws(StorageError) in
            let bytes = try SealedJSON.encode(manifest)
            var complete = files
            complete[Manifest.fileName] = bytes
            try DirectoryPublication.publish(complete, as: path(ofVersion: manifest.version))
            return Digest(of: bytes)
        }
        return PublishedVersion(manifest: manifest, digest: digest, isNew: true)
    }

    private func verified(_ recipeDigest: Digest) throws(RegistryError) -> PublishedVersion? {
        for version in try versions().reversed() {
            guard let found = try? manifest(version: version), found.manifest.recipeDigest == recipeDigest
            else { continue }
            if (try? load(version: version)) != nil {
                try synchronizeVersions()
                return found
            }
        }
        return nil
    }

    /// Refuses another kind than that of the versions that are here; those that cannot be read are passed over.
    private func expect(_ kind: PackageKind) throws(RegistryError) {
        for version in try versions() {
            guard let found = try? manifest(version: version).manifest, found.kind != kind else { continue }
            throw .otherKind(model: name, version: version, is: found.kind, wanted: kind)
        }
    }

    private func nextVersion() throws(RegistryError) -> Int {
        let mentioned = try history().map(\.version)
        let next = ((try versions()) + mentioned).reduce(0) { Swift.max($0, $1) } + 1
        guard RegistryName.versions.contains(next) else {
            throw .illegalMove(
                model: name, version: next, problem: "no version can have so high a number: use another name")
        }
        return next
    }
}
