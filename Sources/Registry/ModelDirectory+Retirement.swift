extension ModelDirectory {
    /// Takes a version out of use for good: no alias may name it again.
    ///
    /// Its files stay.
    ///
    /// - Throws: `noSuchVersion`, `illegalMove` where an alias names it or it was retired before,
    ///   `invalidDecision`, `damaged`, `notWritable`.
    public func retire(version: Int, by decision: Decision) throws(RegistryError) {
        try decision.check()
        let published = try manifest(version: version)
        let lock = try lock(for: "retiring a version")
        defer { withExtendedLifetime(lock) {} }
        let ledger = try agreedLedger()
        if let alias = try aliases().filter({ $0.value == version }).keys.min() {
            throw .illegalMove(
                model: name, version: version, problem: "the alias `\(alias)` names it; move the alias first")
        }
        if ledger.retired.contains(version) {
            throw .illegalMove(model: name, version: version, problem: "it was retired before")
        }
        try commit(
            JournalEntry(.retire, version: version, digest: published.digest, alias: nil, by: decision))
    }
}
