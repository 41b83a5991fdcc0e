extension ModelDirectory {
    /// Writes down that somebody approves a version, every byte of which was verified.
    ///
    /// - Throws: `noSuchVersion`, `damaged`, `illegalMove` where it was retired, `invalidDecision`, `notWritable`.
    public func approve(version: Int, by decision: Decision) throws(RegistryError) {
        try decision.check()
        let verified = try load(version: version)
        let lock = try lock(for: "approving a version")
        defer { withExtendedLifetime(lock) {} }
        if try agreedLedger().retired.contains(version) {
            throw .illegalMove(model: name, version: version, problem: "it was retired by decision")
        }
        try commit(
            JournalEntry(.approve, version: version, digest: verified.digest, alias: nil, by: decision))
    }
}
