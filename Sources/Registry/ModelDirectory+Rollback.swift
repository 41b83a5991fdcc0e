extension ModelDirectory {
    /// Lets an alias name the version it named before the present one, by the journal.
    ///
    /// Rolling back twice goes back twice. Versions retired since are passed over. What is rolled back is the version that
    /// the alias names when this is called: where another rolled it back meanwhile, or was killed in the midst of it, nothing
    /// more is done.
    /// - Throws: `noSuchAlias`, `illegalMove` where there is nothing to go back to or another version took the alias
    ///   meanwhile, `damaged` where the earlier version does not verify, `invalidDecision`, `notWritable`.
    @discardableResult
    public func rollback(alias: String, by decision: Decision) throws(RegistryError) -> AliasMove {
        try decision.check()
        guard alias != RegistryName.latest else { throw .invalidName(kind: "an alias", name: alias) }
        let seen = try version(of: alias)
        let lock = try lock(for: "rolling back")
        defer { withExtendedLifetime(lock) {} }
        let ledger = try agreedLedger()
        let present = try version(of: alias)
        if present != seen {
            if try history().last(where: { $0.action.isMove && $0.alias == alias })?.action == .rollback {
                return AliasMove(alias: alias, from: seen, to: present)
            }
            throw .illegalMove(
                model: name, version: present,
                problem: "it took `\(alias)` meanwhile; look at it before you roll back")
        }
        guard let earlier = Self.predecessor(of: alias, before: present, ledger) else {
            throw .illegalMove(
                model: name, version: present,
                problem: "`\(alias)` named no other version before; promote one instead")
        }
        let verified = try load(version: earlier)
        try commit(
            JournalEntry(.rollback, version: earlier, digest: verified.digest, alias: alias, by: decision))
        return AliasMove(alias: alias, from: present, to: earlier)
    }

    /// The version that a rollback of an alias would go back to; nil where there is none.
    ///
    /// - Throws: `noSuchAlias`, `damaged`.
    public func predecessor(of alias: String) throws(RegistryError) -> Int? {
        Self.predecessor(of: alias, before: try version(of: alias), try agreedLedger())
    }

    private static func predecessor(of alias: String, before present: Int, _ ledger: AliasLedger) -> Int? {
        ledger.predecessors(of: alias).first { $0 != present && !ledger.retired.contains($0) }
    }
}
