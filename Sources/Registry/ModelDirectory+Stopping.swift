extension ModelDirectory {
    /// Writes down that a version which an alias names, and which was tried under it on some of the leads, is no longer asked.
    ///
    /// The alias stays; whoever serves it asks the version no more until the alias has moved. Where that is written down
    /// already nothing is.
    /// - Returns: whether the line is new.
    /// - Throws: `illegalMove` where the alias names another version by now, `noSuchAlias`, `noSuchVersion`, `damaged`,
    ///   `invalidName`, `invalidDecision`, `notWritable`.
    @discardableResult
    public func stop(
        version: Int, under alias: String, by decision: Decision
    ) throws(RegistryError) -> Bool {
        guard alias != RegistryName.latest else { throw .invalidName(kind: "an alias", name: alias) }
        try decision.check()
        let published = try manifest(version: version)
        let lock = try lock(for: "stopping a version")
        defer { withExtendedLifetime(lock) {} }
        _ = try agreedLedger()
        let present = try self.version(of: alias)
        guard present == version else {
            throw .illegalMove(
                model: name, version: version,
                problem: "`\(alias)` names version \(present) by now; stop that one"
            )
        }
        if try stop(of: version, under: alias) != nil { return false }
        try commit(
            JournalEntry(.stop, version: version, digest: published.digest, alias: alias, by: decision))
        return true
    }

    /// The line by which a version was stopped under an alias that has not moved since; nil where there is none.
    ///
    /// - Throws: `damaged` where the journal is.
    public func stop(of version: Int, under alias: String) throws(RegistryError) -> JournalEntry? {
        guard let last = try history().last(where: { $0.alias == alias }), last.action == .stop,
            last.version == version
        else { return nil }
        return last
    }
}
