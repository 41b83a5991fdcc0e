public import Storage

extension EventImport {
    /// Reads all files and keeps what they yield in a folder, from which the log is read back; files and contracts that
    /// were imported before are not read again.
    ///
    /// The folder then has `log-…` (see `docs/formats/log.md`), `quarantine.jsonl` for the owner's eyes only, and last
    /// `import.json`. A kill at any point leaves the old import or the new one. Of two processes one waits.
    ///
    /// - Parameters:
    ///   - folder: the working folder, made if it is missing.
    ///   - key: the installation's key, for pseudonyms.
    ///   - settings: what is kept of rows that are set aside; nil for what is kept unless said.
    ///   - isFresh: whether to import even what was imported before.
    ///   - step: told what is about to be done.
    /// - Throws: as `run()`; `DatasetError.data` for a source with more bad rows than it may have, and
    ///   `DatasetError.file` where the folder cannot be written.
    /// - Complexity: O(bytes) for what was imported before, else as `run()`.
    public func publish(
        in folder: String, key: PseudonymKey, keeping settings: QuarantineSettings? = nil,
        isFresh: Bool = false,
        step: (String) -> Void = { _ in }
    ) throws(DatasetError) -> PublishedLog {
        let files = ImportFiles(folder: folder)
        let before = files.manifest()
        if !isFresh, let kept = try reopen(files, key: key, keeping: settings, step: step) { return kept }
        step("importing")
        var directory = try files.stageLog()
        // Another process may have imported the same while this one waited for its turn.
        if !isFresh, files.manifest() != before,
            let kept = try reopen(files, key: key, keeping: settings, step: step)
        {
            return kept
        }
        let (manifest, quarantine) = try write(in: directory.path, files, key: key, keeping: settings)
        let name = logName(manifest.run, key: key)
        try files.publish(&directory, as: name)
        try files.write(manifest)
        try files.removeLogs(but: name)
        return PublishedLog(
            store: try EventLogStore(folder + "/" + name), manifest: manifest, quarantine: quarantine,
            isReused: false, maximumBad: maximumBad)
    }

    /// Fills the folder of a log; the database is closed, and its spilled rows are gone, once this returns.
    private func write(
        in directory: String, _ files: ImportFiles, key: PseudonymKey, keeping settings: QuarantineSettings?
    ) throws(DatasetError) -> (manifest: ImportManifest, quarantine: [QuarantinedRow]) {
        let staged = try stage(in: directory)
        var manifest = staged.manifest
        // Before the check: the quarantine is what one looks into when too many rows are bad.
        let quarantine = Quarantine(staged.quarantine).aged(
            after: try Quarantine(in: files.folder), horizon: try staged.horizon(),
            settings: settings ?? QuarantineSettings()
        ) { key.pseudonym("row:" + $0) }
        manifest.keeping = settings
        manifest.quarantine = try files.write(quarantine.rows)
        try EventImportResult.check(manifest, staged.quarantine, maximumBad)
        manifest.log = try staged.write(to: directory, key: key, partitionRowCount: partitionRowCount)
        return (manifest, quarantine.rows)
    }

    /// What the folder keeps, if the files, the contracts and the program's formats are still the same.
    private func reopen(
        _ files: ImportFiles, key: PseudonymKey, keeping settings: QuarantineSettings?, step: (String) -> Void
    ) throws(DatasetError) -> PublishedLog? {
        guard let manifest = files.manifest(), let digest = manifest.log, manifest.zone == zone,
            manifest.keeping == settings,
            manifest.sources.map(\.name) == sources.map(\.name)
        else { return nil }
        for (kept, source) in zip(manifest.sources, sources) {
            guard try ImportManifest.Source.digest(of: source.definition) == kept.contract,
                let file = fileDigest(source.definition), file == kept.file
            else { return nil }
        }
        step("opening the log of the last import: files and contracts are the same")
        let name = logName(manifest.run, key: key)
        guard let quarantine = files.quarantine(manifest.quarantine),
            let store = try? EventLogStore(files.folder + "/" + name), store.digest == digest
        else { return nil }
        // A killed import may have left the log before it.
        try files.removeLogs(but: name)
        return PublishedLog(
            store: store, manifest: manifest, quarantine: quarantine, isReused: true, maximumBad: maximumBad)
    }

    /// The digest of a source's files; nil where one cannot be read, or is none.
    private func fileDigest(_ definition: SourceDefinition) -> Digest? {
        var digests: [Digest] = []
        for part in definition.parts {
            guard part.format.type != .postgres, let digest = try? Digest.file(path(of: part.file)) else {
                return nil
            }
            digests.append(digest)
        }
        return ImportManifest.Source.digest(ofFiles: digests)
    }

    /// The log's name: another for other files or contracts, another key and another program.
    private func logName(_ run: Digest, key: PseudonymKey) -> String {
        let text =
            "run \(run)\nkey \(key.pseudonym("log"))\nformat \(LogManifest.currentFormat)\nDuckDB \(Database.libraryVersion)\n"
        return ImportFiles.logPrefix + Digest(of: Array(text.utf8)).description.prefix(16)
    }

    /// By source, the share of rows that may be bad.
    var maximumBad: [String: Double] {
        Dictionary(uniqueKeysWithValues: sources.map { ($0.name, $0.definition.maximumBad ?? 0.01) })
    }
}
