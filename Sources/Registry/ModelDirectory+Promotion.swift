public import Storage

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
            // Whoever moved it may have been killed before the move was durable.
            try RegistryError.storing { () throws(StorageError) in
                try FileSystem.synchronizeDirectory(aliasesPath)
            }
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
}
