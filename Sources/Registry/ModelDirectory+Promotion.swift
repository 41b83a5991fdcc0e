public import Storage

// The order of a move, each step durable before the next: the alias's new content is prepared beside it
// (`aliases/.<alias>.partial`); the journal takes its line; the prepared file takes the alias's name. A kill
// before the line leaves the old state. A kill after it leaves the old alias and the prepared file; readers go on
// with the old version, `verify` accepts exactly this state, and the next writer finishes the move; a rename that
// fails is left the same way.
extension ModelDirectory {
    /// Lets an alias name a version, once every byte of the version was verified.
    ///
    /// The gate's result must be of exactly this version, this alias and the version that the alias names now: where
    /// the alias moved meanwhile, the version was compared with something else. A result that does not accept the
    /// version allows the move only to a decision that overrides it, and not where the result says that nobody may.
    ///
    /// Any version that was not retired by decision may take any alias, but the one in production does not go
    /// back to staging. Where the alias names the version already, nothing is written.
    /// - Parameters:
    ///   - version: which version.
    ///   - alias: the alias that shall name it.
    ///   - result: the digest of a gate's result that is kept here.
    ///   - decision: who, when and why.
    /// - Throws: `noSuchVersion`, `damaged`, `illegalMove`, `invalidName`, `invalidDecision`, `notWritable`.
    @discardableResult
    public func promote(
        version: Int, to alias: String, allowedBy result: Digest, by decision: Decision
    ) throws(RegistryError) -> AliasMove {
        guard RegistryName.isValid(alias), alias != RegistryName.latest else {
            throw .invalidName(kind: "an alias", name: alias)
        }
        try decision.check()
        let verified = try load(version: version)
        if try named(by: alias) == version, try aliasFindings().isEmpty {
            return AliasMove(alias: alias, from: version, to: version)
        }
        let lock = try lock(for: "promoting")
        defer { withExtendedLifetime(lock) {} }
        let ledger = try agreedLedger()
        if ledger.retired.contains(version) {
            throw .illegalMove(
                model: name, version: version,
                problem: "it was retired by decision and takes no alias again; train another version")
        }
        if alias == "staging" && ledger.version(of: "production") == version {
            throw .illegalMove(
                model: name, version: version,
                problem: "it is in production and does not go back to staging; roll production back first")
        }
        let before = try named(by: alias)
        if before != version {
            let incumbent = try digest(of: alias)
            let statement = try statement(of: result)
            try check(statement, of: verified, to: alias, from: incumbent, by: decision)
            try commit(
                JournalEntry(
                    .promote, version: version, digest: verified.digest, alias: alias, by: decision,
                    gateResult: result, gates: statement.gates, incumbent: incumbent))
        }
        return AliasMove(alias: alias, from: before, to: version)
    }

    private func check(
        _ statement: GateStatement, of version: VerifiedVersion, to alias: String, from incumbent: Digest?,
        by decision: Decision
    ) throws(RegistryError) {
        func refused(_ problem: String) -> RegistryError {
            .illegalMove(model: name, version: version.version, problem: problem)
        }
        guard statement.model == name, statement.versionDigest == version.digest, statement.alias == alias
        else {
            throw refused("the gate's result is of another version or alias; gate this one")
        }
        if statement.incumbentDigest != incumbent {
            throw refused("`\(alias)` has moved since the gate compared with what it named; gate it again")
        }
        if statement.isAccepted { return }
        if !decision.isOverride { throw refused("its gates do not hold; train a better one") }
        if !statement.isOverridable {
            throw refused("what its gate found cannot be overridden; train another version")
        }
    }

    /// Lets an alias name the version it named before the present one, by the journal.
    ///
    /// Rolling back twice goes back twice. Versions retired since are passed over.
    /// - Throws: `noSuchAlias`, `illegalMove` where there is nothing to go back to, `damaged` where the earlier
    ///   version does not verify, `invalidDecision`, `notWritable`.
    @discardableResult
    public func rollback(alias: String, by decision: Decision) throws(RegistryError) -> AliasMove {
        try decision.check()
        guard alias != RegistryName.latest else { throw .invalidName(kind: "an alias", name: alias) }
        _ = try version(of: alias)
        let lock = try lock(for: "rolling back")
        defer { withExtendedLifetime(lock) {} }
        let ledger = try agreedLedger()
        let present = try version(of: alias)
        let earlier = ledger.predecessors(of: alias).first { $0 != present && !ledger.retired.contains($0) }
        guard let earlier else {
            throw .illegalMove(
                model: name, version: present,
                problem: "`\(alias)` named no other version before; promote one instead")
        }
        let verified = try load(version: earlier)
        try commit(
            JournalEntry(.rollback, version: earlier, digest: verified.digest, alias: alias, by: decision))
        return AliasMove(alias: alias, from: present, to: earlier)
    }

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

    /// Writes an entry and moves its alias, if it has one; the lock is held.
    func write(_ entry: JournalEntry) throws(RegistryError) {
        try RegistryError.storing { () throws(StorageError) in
            guard let alias = entry.alias else {
                try journal.append(entry)
                if entry.action == .remove { try clear(version: entry.version) }
                return
            }
            try AtomicFile.stage(
                Array("\(entry.version)\n".utf8), for: path(ofAlias: alias), keepsPrepared: true
            ) {
                () throws(StorageError) in
                try FileSystem.synchronizeDirectory(aliasesPath)
                try journal.append(entry)
            }
        }
    }

    /// Moves the alias of the journal's last line where a killed writer did not come to it; the lock is held.
    func finishInterruptedMove() throws(RegistryError) {
        guard let (alias, version) = try laggingAlias() else { return }
        try RegistryError.storing { () throws(StorageError) in
            try AtomicFile.write(Array("\(version)\n".utf8), to: path(ofAlias: alias))
        }
    }

    /// The alias that still stands where the journal's last line took it from, and where that line takes it.
    func laggingAlias() throws(RegistryError) -> (alias: String, version: Int)? {
        let entries = try history()
        guard let alias = entries.last?.alias, let version = AliasLedger(entries).version(of: alias)
        else { return nil }
        let named: Int?
        do throws(RegistryError) {
            named = try self.named(by: alias)
        } catch {
            // A file that holds no number was damaged, not left behind; `verify` names it.
            return nil
        }
        let before = AliasLedger(entries.dropLast()).version(of: alias)
        return named != version && named == before ? (alias, version) : nil
    }

    /// What the journal says, where the aliases agree with it.
    func agreedLedger() throws(RegistryError) -> AliasLedger {
        let findings = try aliasFindings()
        if !findings.isEmpty { throw .damaged(model: name, findings: findings) }
        return AliasLedger(try history())
    }
}
