internal import Storage

extension Registry {
    /// Copies a model's versions and decisions from another registry: versions first, aliases last.
    ///
    /// Every byte is verified before it is written. What is here already stays; the other registry's journal
    /// must continue this one's, lines of `stop` apart: these tell what whoever serves from a registry saw, and decide
    /// nothing. Its lines are taken over one by one, each with its alias, so that a kill at any
    /// point leaves a registry that verifies, and another pull goes on from there.
    /// - Throws: `noSuchModel`, `damaged` where the other registry is, `conflict` where the registries hold
    ///   different things, `notWritable`.
    @discardableResult
    public func pull(_ name: String, from source: Registry) throws(RegistryError) -> PullResult {
        let from = try source.model(name)
        let to = try model(name)
        let entries = try from.history()
        let versions = try from.versions()
        if versions.isEmpty { throw .noSuchModel(name: name, known: try source.modelNames()) }
        let lock = try to.lock(for: "pulling a model")
        defer { withExtendedLifetime(lock) {} }
        let here = try to.history()
        guard let start = Self.firstMissing(in: entries, having: here) else {
            throw .conflict(
                model: name,
                problem: "the two journals differ; pull into a registry of its own, or move aliases")
        }
        let looks = try from.looks()
        guard looks.starts(with: try to.looks()) else {
            throw .conflict(
                model: name,
                problem: "the two registries were looked at the locked slice in differently; pull elsewhere")
        }
        let missing = entries.dropFirst(start).filter { $0.action != .stop || !here.contains($0) }
        try from.expectWhatRestsOn(entries, from: start, versions: versions)
        for entry in missing where entry.action == .remove { try to.refuseToLose(entry) }
        var copied: [Int] = []
        for version in versions where try to.copy(version, from: from) { copied.append(version) }
        // What a line rests on is there before the line.
        for result in try from.gateResults() where (try? to.gateResult(result)) == nil {
            try to.write(gateResult: try from.gateResult(result))
        }
        for entry in missing { try to.write(entry) }
        try to.takeOver(looks)
        return PullResult(versions: copied, entries: missing.count)
    }

    /// Where the lines begin that are not here, if those before are the decisions that are here.
    private static func firstMissing(in entries: [JournalEntry], having here: [JournalEntry]) -> Int? {
        var place = 0
        for decision in here where decision.action != .stop {
            while place < entries.count, entries[place].action == .stop { place += 1 }
            guard place < entries.count, entries[place] == decision else { return nil }
            place += 1
        }
        return place
    }
}

extension ModelDirectory {
    /// Copies a version that is not here; false where it is.
    fileprivate func copy(_ version: Int, from source: ModelDirectory) throws(RegistryError) -> Bool {
        let original = try source.load(version: version)
        if try versions().contains(version) {
            let present = try load(version: version)
            if present.digest == original.digest {
                if present.signature == nil { try takeOver(original.signature, ofVersion: version) }
                return false
            }
            throw .conflict(
                model: name,
                problem: "both registries have a version \(version), and they differ; pull elsewhere")
        }
        try RegistryError.storing { () throws(StorageError) in
            var files = original.files
            files[Manifest.fileName] = try FileSystem.read(
                source.path(ofVersion: version) + "/" + Manifest.fileName)
            files[ModelSignature.fileName] = original.signature?.bytes
            try DirectoryPublication.publish(files, as: path(ofVersion: version))
        }
        return true
    }

    /// Refuses lines whose version or gate's result is not there: a copy that was made while somebody decided may lack it.
    fileprivate func expectWhatRestsOn(
        _ entries: [JournalEntry], from start: Int, versions: [Int]
    ) throws(RegistryError) {
        let known = Set(versions).union(AliasLedger(entries).removed)
        let results = Set(try gateResults())
        var findings: [RegistryFinding] = []
        for (index, entry) in entries.enumerated().dropFirst(start) {
            let line = "line \(index + 1)"
            if !known.contains(entry.version) {
                findings.append(
                    finding(
                        "journal.jsonl", "\(line) is about version \(entry.version), which is not there"))
            }
            if let result = entry.gateResultDigest, !results.contains(result) {
                findings.append(
                    finding(
                        Self.place(ofGateResult: result),
                        "is missing, and \(line) of the journal rests on it"))
            }
        }
        if !findings.isEmpty { throw .damaged(model: name, findings: findings) }
    }

    /// Refuses a removal that would take another version away than the one that was removed there.
    fileprivate func refuseToLose(_ entry: JournalEntry) throws(RegistryError) {
        guard try versions().contains(entry.version),
            try manifest(version: entry.version).digest != entry.versionDigest
        else { return }
        throw .conflict(
            model: name,
            problem:
                "the other registry removed its version \(entry.version), and the one here is another; pull elsewhere"
        )
    }

    /// Writes the signature that the version has in the other registry; one that is here stays.
    private func takeOver(_ signature: ModelSignature?, ofVersion version: Int) throws(RegistryError) {
        guard let signature else { return }
        try RegistryError.storing { () throws(StorageError) in
            try AtomicFile.write(signature.bytes, to: path(ofSignature: version))
        }
    }
}
