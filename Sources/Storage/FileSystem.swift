internal import Glibc

/// Reading and arranging files, with errors that name the path.
public enum FileSystem {
    /// All bytes of a regular file, in one pass.
    ///
    /// - Parameters:
    ///   - path: a link as the last part is refused, since what it names may change or never end.
    ///   - limit: bytes at most.
    ///   - followsLink: whether such a link is meant, as for what an administrator names.
    /// - Throws: `missing` or `unreadable`, also for a pipe, a device or a directory, without waiting on it.
    public static func read(
        _ path: String, limit: Int = 1 << 30, followsLink: Bool = false
    ) throws(StorageError) -> [UInt8] {
        try Descriptor(reading: path, followsLink: followsLink, waits: false).readRegular(limit: limit)
    }

    /// All bytes of a file that its owner alone may read; links are followed.
    ///
    /// - Parameter limit: bytes at most.
    /// - Throws: `exposed` where others may read it; `missing`, `unreadable`.
    public static func readSecret(_ path: String, limit: Int) throws(StorageError) -> [UInt8] {
        try Descriptor.readSecret(path, limit: limit)
    }

    /// Whether a file or a directory is there (a dangling link is not).
    public static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// The bytes of a file; nil where there is none.
    public static func size(of path: String) -> Int? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// Creates an empty file for somebody else to write by its name.
    ///
    /// - Parameter permissions: mode bits, subject to the umask.
    /// - Throws: `alreadyExists` where the name is taken, also by a link, which is not followed; `unwritable`.
    public static func createEmpty(_ path: String, permissions: UInt32) throws(StorageError) {
        _ = try Descriptor(writing: path, permissions: permissions, exclusive: true)
    }

    /// Waits until the content of a file that somebody else wrote is on the disk.
    ///
    /// - Throws: `missing`, `unreadable`, `unwritable`.
    public static func synchronize(_ path: String) throws(StorageError) {
        try Descriptor(reading: path).synchronize()
        WriteStep.reached("synchronize \(path)")
    }

    /// Whether a directory is there.
    public static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a directory, sorted by Unicode scalars, hidden ones included.
    ///
    /// - Throws: `missing` or `unreadable`.
    public static func names(in path: String) throws(StorageError) -> [String] {
        guard let directory = unsafe opendir(path) else { throw Descriptor.readingFailed(path) }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
                unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Creates a directory and those above it, each durable before the next; one that is there is left alone.
    ///
    /// - Throws: `unwritable`.
    public static func makeDirectories(_ path: String) throws(StorageError) {
        if isDirectory(path) { return }
        // Another process may make the directory between two looks.
        if exists(path), !isDirectory(path) {
            throw .unwritable(path: path, reason: "it is a file, not a directory")
        }
        let above = parent(of: path)
        if above != path { try makeDirectories(above) }
        if unsafe mkdir(path, 0o777) != 0 {
            // Before another call says something else.
            let failure = Descriptor.writingFailed(path)
            if !isDirectory(path) { throw failure }
        }
        try synchronizeDirectory(above)
    }

    /// Removes a file or a directory with everything in it; does nothing where there is none.
    ///
    /// - Throws: `unwritable`.
    public static func remove(_ path: String) throws(StorageError) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR {
            for name in try names(in: path) { try remove(path + "/" + name) }
            if unsafe rmdir(path) != 0 { throw Descriptor.writingFailed(path) }
        } else if unsafe unlink(path) != 0 {
            throw Descriptor.writingFailed(path)
        }
    }

    /// A path as a file in a folder names it: relative to that folder, unless it begins at the root.
    public static func path(_ path: String, in folder: String) -> String {
        path.hasPrefix("/") ? path : folder + "/" + path
    }

    /// The directory that holds the path: `a/b` is in `a`, `a` in `.`, `/a` in `/`.
    public static func parent(of path: String) -> String {
        let trimmed = path.hasSuffix("/") && path.utf8.count > 1 ? String(path.dropLast()) : path
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }

    /// The last name of the path.
    public static func name(of path: String) -> String {
        let trimmed = path.hasSuffix("/") && path.utf8.count > 1 ? path.dropLast() : path[...]
        return String(trimmed.split(separator: "/", omittingEmptySubsequences: true).last ?? trimmed)
    }

    /// Makes the names in a directory durable.
    package static func synchronizeDirectory(_ path: String) throws(StorageError) {
        let directory = try Descriptor(reading: path)
        try directory.synchronize()
    }

    /// Renames, replacing a file that is there.
    public static func rename(_ old: String, to new: String) throws(StorageError) {
        if unsafe Glibc.rename(old, new) != 0 {
            if errno == EEXIST || errno == ENOTEMPTY { throw .alreadyExists(path: new) }
            throw Descriptor.writingFailed(new)
        }
    }
}
