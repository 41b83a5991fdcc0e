internal import Glibc

/// Directories that are whole or absent, and never replaced.
public enum DirectoryPublication {
    /// The name under which the directory `path` is prepared, beside it.
    package static func staging(of path: String) -> String { AtomicFile.staging(of: path) }

    /// Publishes a directory of files: prepares it beside its final place, makes each file and the directory
    /// durable, renames it, and makes the name durable.
    ///
    /// A kill at any point leaves the directory whole or absent; what the killed writer left is removed by
    /// the next one that publishes the same path. Writers of one path take turns.
    /// - Parameter files: contents by name; names are single path components.
    /// - Throws: `alreadyExists` where the path is taken, `unwritable`; nothing is then left behind.
    public static func publish(_ files: [String: [UInt8]], as path: String) throws(StorageError) {
        precondition(!files.isEmpty, "an empty directory could be replaced by a rename")
        let temporary = staging(of: path)
        let directory = try claim(temporary)
        do throws(StorageError) {
            for name in try FileSystem.names(in: temporary) { try FileSystem.remove(temporary + "/" + name) }
            WriteStep.reached("stage \(temporary)")
            for (name, bytes) in files.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                precondition(!name.isEmpty && !name.contains("/"), "a file name is one path component")
                let file = try Descriptor(
                    writing: temporary + "/" + name, permissions: 0o644, exclusive: true)
                try file.write(bytes)
                WriteStep.reached("write \(temporary)/\(name)")
                try file.synchronize()
            }
            try directory.synchronize()
            WriteStep.reached("synchronize \(temporary)")
            // POSIX: a directory is renamed onto another only if that one is empty, and nothing published is.
            try FileSystem.rename(temporary, to: path)
            WriteStep.reached("rename \(path)")
        } catch {
            try? FileSystem.remove(temporary)
            throw error
        }
        try FileSystem.synchronizeDirectory(FileSystem.parent(of: path))
    }

    /// Creates the directory where it is missing, and holds its lock until the descriptor is let go.
    ///
    /// - Throws: `unwritable`, also where a link or a file has the name.
    static func claim(_ path: String) throws(StorageError) -> Descriptor {
        while true {
            if unsafe mkdir(path, 0o777) != 0 && errno != EEXIST { throw Descriptor.writingFailed(path) }
            let directory: Descriptor
            do throws(StorageError) {
                directory = try Descriptor(directory: path)
            } catch .missing {
                continue
            }
            try directory.lock()
            if try directory.isStillNamed() { return directory }
        }
    }
}
