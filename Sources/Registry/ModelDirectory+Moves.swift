internal import Storage

// The order of a move, each step durable before the next: the alias's new content is prepared beside it
// (`aliases/.<alias>.partial`); the journal takes its line; the prepared file takes the alias's name. A kill
// before the line leaves the old state. A kill after it leaves the old alias and the prepared file; readers go on
// with the old version, `verify` accepts exactly this state, and the next writer finishes the move; a rename that
// fails is left the same way.
extension ModelDirectory {
    /// Writes an entry and moves its alias, if it has one; the lock is held.
    func write(_ entry: JournalEntry) throws(RegistryError) {
        try RegistryError.storing { () throws(StorageError) in
            guard entry.action.isMove, let alias = entry.alias else {
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
        guard let last = entries.last, last.action.isMove, let alias = last.alias,
            let version = AliasLedger(entries).version(of: alias)
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
