public import Storage

extension ModelDirectory {
    /// The version each alias names, as readers see it; `latest` is not among them.
    ///
    /// - Throws: `damaged` where an alias's file holds something else than a number.
    public func aliases() throws(RegistryError) -> [String: Int] {
        guard FileSystem.exists(aliasesPath) else { return [:] }
        let names = try RegistryError.storing { () throws(StorageError) in
            try FileSystem.names(in: aliasesPath)
        }
        var aliases: [String: Int] = [:]
        for alias in names where !alias.hasPrefix(".") { aliases[alias] = try named(by: alias) }
        return aliases
    }

    /// The version an alias names now, or for `latest` the highest number.
    ///
    /// - Throws: `noSuchAlias`, `damaged`.
    public func version(of alias: String) throws(RegistryError) -> Int {
        let version = alias == RegistryName.latest ? try versions().last : try named(by: alias)
        guard let version else {
            throw .noSuchAlias(model: name, alias: alias, known: try aliases().keys.sorted())
        }
        return version
    }

    /// The digest of the version that an alias names, by the journal, so that it is known of a damaged version too; nil
    /// where the alias names none.
    ///
    /// - Throws: `damaged` where alias or journal are, `invalidName`.
    public func digest(of alias: String) throws(RegistryError) -> Digest? {
        guard let version = try named(by: alias) else { return nil }
        return try history().last { $0.version == version }?.versionDigest
    }

    /// The promotion by which a version got an alias; nil where it never did.
    ///
    /// The journal is read a line at a time: whoever serves asks this at every promotion, for years.
    /// - Throws: `damaged` where the journal is.
    public func promotion(of version: Int, to alias: String) throws(RegistryError) -> JournalEntry? {
        do throws(StorageError) {
            return try journal.last {
                $0.action == .promote && $0.version == version && $0.alias == alias
            }
        } catch {
            throw .damaged(model: name, findings: [finding("journal.jsonl", Self.problem(error))])
        }
    }

    /// All that was decided, first to last.
    ///
    /// - Throws: `damaged` with the line that breaks the journal's chain.
    public func history() throws(RegistryError) -> [JournalEntry] {
        do throws(StorageError) {
            return try journal.read()
        } catch {
            throw .damaged(model: name, findings: [finding("journal.jsonl", Self.problem(error))])
        }
    }

    /// Where a version stands.
    ///
    /// - Throws: `noSuchVersion`, `damaged`.
    public func stage(of version: Int) throws(RegistryError) -> LifeCycleStage {
        let known = try versions()
        guard known.contains(version) else {
            throw .noSuchVersion(model: name, version: version, known: known)
        }
        let aliases = try aliases()
        if aliases["production"] == version { return .production }
        if aliases["staging"] == version { return .staging }
        let ledger = AliasLedger(try history())
        return ledger.retired.contains(version) || ledger.served.contains(version) ? .retired : .candidate
    }

    /// The version in an alias's file; nil where there is no file.
    func named(by alias: String) throws(RegistryError) -> Int? {
        guard RegistryName.isValid(alias) else { throw .invalidName(kind: "an alias", name: alias) }
        do throws(StorageError) {
            let text = String(decoding: try FileSystem.read(path(ofAlias: alias)), as: UTF8.self)
            if text.hasSuffix("\n"), let version = RegistryName.version(String(text.dropLast())) {
                return version
            }
        } catch .missing {
            return nil
        } catch {
            throw RegistryError(error)
        }
        throw .damaged(
            model: name, findings: [finding("aliases/\(alias)", "does not hold a version's number")])
    }
}
