internal import Storage

// The order of a removal, each step durable before the next: the journal takes its line; the version's folder is renamed
// to `versions/.<n>.removed`; what is in it goes. A kill after the line leaves the folder under its name: `verify`
// accepts exactly this state, and the next writer goes on.
extension ModelDirectory {
    /// Removes the files of a version that the journal says is removed; the lock is held.
    func clear(version: Int) throws(StorageError) {
        let removed = "\(versionsPath)/.\(version).removed"
        try? FileSystem.remove(removed)
        if FileSystem.isDirectory(path(ofVersion: version)) {
            try FileSystem.rename(path(ofVersion: version), to: removed)
            try FileSystem.synchronize(versionsPath)
        }
        // The version is gone by now; what cannot be deleted shall keep nobody from deciding, and the next writer tries again.
        try? FileSystem.remove(removed)
    }

    /// Goes on where a killed writer was removing a version; the lock is held.
    func finishInterruptedRemoval() throws(RegistryError) {
        guard let lagging = try laggingRemoval() else { return }
        try RegistryError.storing { () throws(StorageError) in try clear(version: lagging) }
    }

    /// The version that the journal's last line removes and whose files are there still.
    func laggingRemoval() throws(RegistryError) -> Int? {
        guard let last = try history().last, last.action == .remove,
            try versions().contains(last.version),
            // Another that came under its number is nobody's to remove.
            (try? manifest(version: last.version).digest) == last.versionDigest
        else { return nil }
        return last.version
    }

    /// The kept results that let a version take an alias which still names what it was compared with.
    func standingStatements() throws(RegistryError) -> [GateStatement] {
        var standing: [GateStatement] = []
        for result in try gateResults() {
            let statement = try statement(of: result)
            guard statement.isAccepted, try digest(of: statement.alias) == statement.incumbentDigest else {
                continue
            }
            standing.append(statement)
        }
        return standing
    }

    /// Removes the results of versions that are gone, which no line of the journal rests on; the lock is held.
    func clearStatements() throws(RegistryError) {
        let known = try versions()
        let named = Set(try history().compactMap(\.gateResultDigest))
        for result in try gateResults() where !named.contains(result) {
            if known.contains(try statement(of: result).version) { continue }
            try RegistryError.storing { () throws(StorageError) in
                try FileSystem.remove(path + "/" + Self.place(ofGateResult: result))
            }
        }
    }
}
