public import Storage

extension ModelDirectory {
    static let looksFile = "looks.jsonl"

    private var lookJournal: Journal<LockedLook> { Journal(path: path + "/" + Self.looksFile) }

    /// All looks at the locked slice, first to last.
    ///
    /// - Throws: `damaged` with the line that breaks the chain.
    public func looks() throws(RegistryError) -> [LockedLook] {
        do throws(StorageError) {
            return try lookJournal.read()
        } catch {
            throw .damaged(model: name, findings: [finding(Self.looksFile, Self.problem(error))])
        }
    }

    /// Writes down that somebody looks at the locked slice; it is durable when this returns, so figures are shown only
    /// afterwards.
    ///
    /// - Parameters:
    ///   - version: the version that was measured.
    ///   - slice: the first and the last cutoff of the slice.
    ///   - figures: the SHA-256 of what will be shown.
    ///   - decision: who, when and why.
    /// - Returns: how often anybody has looked, this time included.
    /// - Throws: `noSuchVersion`, `invalidDecision`, `damaged`, `notWritable`.
    public func look(
        version: Int, slice: String, figures: Digest, by decision: Decision
    ) throws(RegistryError) -> Int {
        try decision.check()
        let digest = try load(version: version).digest
        let lock = try lock(for: "writing down a look at the locked slice")
        defer { withExtendedLifetime(lock) {} }
        let before = try looks().count
        let look = LockedLook(
            version: version, versionDigest: digest, slice: slice, figures: figures, by: decision)
        try RegistryError.storing { () throws(StorageError) in try lookJournal.append(look) }
        return before + 1
    }

    /// Continues the looks by those of another registry, which begin with the ones here.
    func takeOver(_ other: [LockedLook]) throws(RegistryError) {
        for look in other.dropFirst(try looks().count) {
            try RegistryError.storing { () throws(StorageError) in try lookJournal.append(look) }
        }
    }

    /// Lines about versions that are gone or have another digest than then.
    func lookFindings(_ digests: [Int: Digest]) throws(RegistryError) -> [RegistryFinding] {
        let known = try versions() + AliasLedger(history()).removed
        return try looks().enumerated().compactMap { index, look in
            if !known.contains(look.version) {
                return finding(
                    Self.looksFile, "line \(index + 1) is about version \(look.version), which is not there")
            }
            guard let digest = digests[look.version], digest != look.versionDigest else { return nil }
            return finding(
                "versions/\(look.version)/\(Manifest.fileName)",
                "is not the one that line \(index + 1) of \(Self.looksFile) is about; the version was replaced"
            )
        }
    }
}
