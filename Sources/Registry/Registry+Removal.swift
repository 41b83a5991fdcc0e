internal import Storage

extension Registry {
    /// The versions of a model that nobody needs, oldest first.
    ///
    /// Kept are the newest; those that the journal speaks of, since history and rollbacks rest on them; those that a
    /// version of any model requires; and those that a kept gate's result lets take an alias as it stands now.
    ///
    /// - Parameter newest: how many of the newest versions are kept whatever speaks of them.
    /// - Throws: `noSuchModel`, `damaged` where something does not verify that the answer rests on.
    public func removable(_ name: String, keeping newest: Int) throws(RegistryError) -> [PublishedVersion] {
        let model = try model(name)
        let versions = try model.versions()
        if versions.isEmpty { throw .noSuchModel(name: name, known: try modelNames()) }
        var needed = try required()
        for statement in try model.standingStatements() { needed.insert(statement.versionDigest) }
        let decided = Set(try model.history().map(\.version))
        var removable: [PublishedVersion] = []
        for version in versions.dropLast(newest) where !decided.contains(version) {
            let published = try model.manifest(version: version)
            if !needed.contains(published.digest) { removable.append(published) }
        }
        return removable
    }

    /// Removes the versions of a model that nobody needs, and what gates said of them; they are gone for good.
    ///
    /// The journal takes a line of each before its files go. Numbers stay taken.
    /// - Parameters:
    ///   - newest: how many of the newest versions are kept.
    ///   - decision: who, when and why.
    /// - Returns: the versions, oldest first.
    /// - Throws: `noSuchModel`, `damaged`, `invalidDecision`, `notWritable`.
    @discardableResult
    public func remove(
        _ name: String, keeping newest: Int, by decision: Decision
    ) throws(RegistryError) -> [PublishedVersion] {
        try decision.check()
        _ = try removable(name, keeping: newest)
        let model = try model(name)
        let lock = try model.lock(for: "removing versions")
        defer { withExtendedLifetime(lock) {} }
        _ = try model.agreedLedger()
        let versions = try removable(name, keeping: newest)
        for version in versions {
            try model.commit(
                JournalEntry(
                    .remove, version: version.version, digest: version.digest, alias: nil, by: decision))
        }
        try model.clearStatements()
        return versions
    }

    /// The digests that versions of any model require.
    private func required() throws(RegistryError) -> Set<Digest> {
        var required: Set<Digest> = []
        for name in try modelNames() {
            let model = try model(name)
            for version in try model.versions() {
                required.formUnion(try model.manifest(version: version).manifest.requires)
            }
        }
        return required
    }
}
