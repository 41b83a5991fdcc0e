internal import Storage

extension Registry {
    /// Copies a model from a registry on another machine: `ssh` has it sent as a tar archive, which is unpacked into a folder of
    /// this registry that no reader sees and then pulled from as from any folder, versions first, aliases last.
    ///
    /// - Parameters:
    ///   - name: the model.
    ///   - limit: bytes of archive at most.
    /// - Throws: `unreachable` where `ssh` or the `tar` that it runs fails; as `pull(_:from:)`.
    @discardableResult
    public func pull(
        _ name: String, from remote: RemoteRegistry, limit: Int
    ) throws(RegistryError) -> PullResult {
        try pull(name, from: remote, limit: limit, by: "ssh")
    }

    /// Pulls as `pull(_:from:limit:)` does, by a program that takes the arguments of `ssh`.
    func pull(
        _ name: String, from remote: RemoteRegistry, limit: Int, by program: String
    ) throws(RegistryError) -> PullResult {
        // Before anything is asked of the other machine: the name goes there.
        _ = try model(name)
        let stage = try RegistryError.storing { () throws(StorageError) in
            try StagedDirectory(for: root + "/pulled-" + name)
        }
        defer { withExtendedLifetime(stage) {} }
        var archive = try RegistryError.storing { () throws(StorageError) in
            TapeArchive(
                "the sent model", from: try ChildProcess(remote.command(for: name, program: program)),
                limit: limit)
        }
        let code: Int32
        do throws(StorageError) {
            try Self.unpack(&archive, of: name, into: stage.path)
            code = try archive.finish()
        } catch {
            // A program that failed has sent nothing, or only some.
            if let code = archive.ended(), code != 0 { throw .unreachable(program: program, code: code) }
            throw RegistryError(error)
        }
        if code != 0 { throw .unreachable(program: program, code: code) }
        return try pull(name, from: Registry(root: stage.path))
    }

    private static func unpack(
        _ archive: inout TapeArchive, of model: String, into place: String
    ) throws(StorageError) {
        while let entry = try archive.next() {
            // The deepest is models/NAME/versions/N/FILE.
            let isAdmitted =
                entry.path.count <= 5 && entry.path.prefix(2) == ["models", model]
                && entry.path.allSatisfy { $0.hasPrefix(".") || RegistryName.isValidFile($0) }
            guard isAdmitted else {
                throw .malformedArchive(name: archive.name, problem: "it holds something else than the model")
            }
            // What a writer there is preparing, and its lock.
            if entry.path.contains(where: { $0.hasPrefix(".") }) { continue }
            let path = place + "/" + entry.path.joined(separator: "/")
            try FileSystem.makeDirectories(entry.isDirectory ? path : FileSystem.parent(of: path))
            if entry.isDirectory { continue }
            var file = try FileWriter(path)
            while let bytes = try archive.block(upTo: 1 << 16) { try file.append(bytes) }
        }
    }
}
