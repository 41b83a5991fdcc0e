internal import Glibc

/// Files that are whole or absent: a kill at any system call leaves the old content or the new.
public enum AtomicFile {
    /// The name under which the content of `path` is prepared, beside it.
    package static func staging(of path: String) -> String {
        FileSystem.parent(of: path) + "/." + FileSystem.name(of: path) + ".partial"
    }

    /// Writes a file: prepares it beside the old one, makes it durable, renames it, makes the name durable.
    ///
    /// Writers of one path take turns. What a killed writer left (`.<name>.partial`) is written over by the
    /// next.
    /// - Parameter permissions: mode bits of the new file, subject to the umask.
    /// - Throws: `unwritable`; the old content is then untouched.
    public static func write(
        _ bytes: [UInt8], to path: String, permissions: UInt32 = 0o644
    ) throws(StorageError) {
        try stage(bytes, for: path, permissions: permissions) { () throws(StorageError) in }
    }

    /// Writes a file that must not be there yet; of several writers one wins.
    ///
    /// - Throws: `alreadyExists`, `unwritable`.
    public static func create(
        _ bytes: [UInt8], at path: String, permissions: UInt32 = 0o644
    ) throws(StorageError) {
        // Creators of one path take turns from here to the rename, so nothing can come in between.
        try stage(bytes, for: path, permissions: permissions) { () throws(StorageError) in
            if FileSystem.exists(path) { throw .alreadyExists(path: path) }
        }
    }

    /// Prepares the content, calls `beforeRename`, and renames only if that succeeds.
    ///
    /// - Parameter keepsPrepared: whether a failed rename leaves the prepared file for a later writer.
    package static func stage(
        _ bytes: [UInt8], for path: String, permissions: UInt32 = 0o644, keepsPrepared: Bool = false,
        beforeRename: () throws(StorageError) -> Void
    ) throws(StorageError) {
        let temporary = staging(of: path)
        let file = try claim(temporary, permissions: permissions)
        // The file takes its lock along to its final name, where closing alone would leave it to a process that is just being
        // started: that has a copy until it runs its program.
        defer { file.unlock() }
        do throws(StorageError) {
            try file.truncate(to: 0)
            try file.write(bytes)
            WriteStep.reached("write \(temporary)")
            try file.synchronize()
            WriteStep.reached("synchronize \(temporary)")
            try beforeRename()
        } catch {
            unsafe unlink(temporary)
            throw error
        }
        do throws(StorageError) {
            try FileSystem.rename(temporary, to: path)
            WriteStep.reached("rename \(path)")
        } catch {
            if !keepsPrepared { unsafe unlink(temporary) }
            throw error
        }
        try FileSystem.synchronizeDirectory(FileSystem.parent(of: path))
    }

    // The lock on the prepared file is held until it has its final name, so that two writers never share one.
    private static func claim(_ path: String, permissions: UInt32) throws(StorageError) -> Descriptor {
        while true {
            let file = try Descriptor(writing: path, permissions: permissions)
            try file.lock()
            if try file.isStillNamed() {
                // Whoever else made it, or has another name for it, would read and write what is prepared.
                if try !file.isOwnAlone() {
                    if unsafe unlink(path) != 0 { throw Descriptor.writingFailed(path) }
                    continue
                }
                // A leftover may be open to more readers than this content admits.
                let mode = try file.permissions() & permissions
                if fchmod(file.number, mode) != 0 { throw Descriptor.writingFailed(path) }
                return file
            }
        }
    }
}
