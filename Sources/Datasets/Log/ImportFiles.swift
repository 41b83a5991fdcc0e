internal import FoundationEssentials
internal import Storage

/// The files of a pipeline's working folder that an import writes.
struct ImportFiles {
    let folder: String

    static let logPrefix = "log-"
    private var manifestPath: String { folder + "/import.json" }
    private var quarantinePath: String { folder + "/quarantine.jsonl" }

    /// Writes `quarantine.jsonl`, readable by the owner only.
    ///
    /// - Returns: its digest.
    /// - Throws: `DatasetError.file` where the folder cannot be written.
    func write(_ quarantine: [QuarantinedRow]) throws(DatasetError) -> Digest {
        var lines: [UInt8] = []
        do throws(StorageError) {
            try FileSystem.makeDirectories(folder)
            for row in quarantine { lines += try CanonicalJSON.encode(row) }
            try AtomicFile.write(lines, to: quarantinePath, permissions: 0o600)
        } catch { throw unwritable(error) }
        return Digest(of: lines)
    }

    /// Writes `import.json`.
    ///
    /// - Throws: `DatasetError.file` where the folder cannot be written.
    func write(_ manifest: ImportManifest) throws(DatasetError) {
        do throws(StorageError) {
            try FileSystem.makeDirectories(folder)
            try AtomicFile.write(CanonicalJSON.encode(manifest), to: manifestPath)
        } catch { throw unwritable(error) }
    }

    /// The import that the folder keeps; nil for none that can be read.
    func manifest() -> ImportManifest? {
        guard let bytes = try? FileSystem.read(manifestPath),
            let manifest = try? CanonicalJSON.decode(ImportManifest.self, from: bytes, file: manifestPath),
            manifest.formatVersion == ImportManifest.currentFormat
        else { return nil }
        return manifest
    }

    /// The rows set aside; nil if the file is not the one of that digest.
    func quarantine(_ digest: Digest?) -> [QuarantinedRow]? {
        guard let bytes = try? FileSystem.read(quarantinePath, limit: .max), Digest(of: bytes) == digest
        else {
            return nil
        }
        return try? bytes.split(separator: UInt8(ascii: "\n")).map {
            try CanonicalJSON.decode(QuarantinedRow.self, from: Array($0), file: quarantinePath)
        }
    }

    /// Begins a log; what a killed import left is removed, and another import of the folder is waited for.
    ///
    /// - Throws: `DatasetError.file` where the folder cannot be written.
    func stageLog() throws(DatasetError) -> StagedDirectory {
        do throws(StorageError) {
            let directory = try StagedDirectory(for: folder + "/log")
            // What is spilled here may be anybody's.
            try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: directory.path)
            return directory
        } catch { throw unwritable(error) }
    }

    /// Makes a filled log appear under its name; a log of the same name that could not be used makes way.
    ///
    /// - Throws: `DatasetError.file` where the folder cannot be written.
    func publish(_ directory: inout StagedDirectory, as name: String) throws(DatasetError) {
        do throws(StorageError) {
            try FileSystem.remove(directory.path + "/spill")
            try FileSystem.remove(folder + "/" + name)
            try directory.publish(as: folder + "/" + name)
        } catch { throw unwritable(error) }
    }

    /// Removes all logs but one, which hold people's keys: nobody reads them any more.
    ///
    /// - Throws: `DatasetError.file` where the folder cannot be written.
    func removeLogs(but name: String) throws(DatasetError) {
        do throws(StorageError) {
            for other in try FileSystem.names(in: folder)
            where other.hasPrefix(Self.logPrefix) && other != name {
                try FileSystem.remove(folder + "/" + other)
            }
            // What earlier versions of the program kept.
            for old in ["events.parquet", "identities.parquet"] {
                try FileSystem.remove(folder + "/" + old)
            }
        } catch { throw unwritable(error) }
    }

    private func unwritable(_ error: StorageError) -> DatasetError {
        .file(
            path: folder, line: nil, keyPath: nil, what: "the working files cannot be written (\(error))",
            remedy: "check the folder, its permissions and the space")
    }
}
