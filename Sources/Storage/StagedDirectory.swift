/// A directory that is filled out of sight, beside its final place, and appears whole or not at all.
///
/// `DirectoryPublication` does the same for files that fit in memory. A directory that is let go unpublished is
/// removed; what a killed writer left is removed by the next one that prepares the same path.
public struct StagedDirectory: ~Copyable {
    /// Where the directory is filled.
    public let path: String
    private let final: String
    private let directory: Descriptor
    private var isPublished: Bool

    /// Begins a directory that will appear at `final`.
    ///
    /// - Throws: `alreadyExists` where the path is taken, `unwritable`; another writer of the path is waited for.
    public init(for final: String) throws(StorageError) {
        let path = DirectoryPublication.staging(of: final)
        directory = try Self.claim(path, for: final)
        self.path = path
        self.final = final
        isPublished = false
    }

    private static func claim(_ path: String, for final: String) throws(StorageError) -> Descriptor {
        if FileSystem.exists(final) { throw .alreadyExists(path: final) }
        try FileSystem.makeDirectories(FileSystem.parent(of: final))
        let directory = try DirectoryPublication.claim(path)
        for name in try FileSystem.names(in: path) { try FileSystem.remove(path + "/" + name) }
        return directory
    }

    /// Makes the directory appear at its final place.
    ///
    /// - Parameter other: another place beside the one that it was begun for, which its content names.
    /// - Precondition: it holds a file; an empty directory could be replaced by a rename.
    /// - Throws: `alreadyExists` where another came first, `unwritable`.
    public mutating func publish(as other: String? = nil) throws(StorageError) {
        let final = other ?? final
        let names = try FileSystem.names(in: path)
        precondition(!names.isEmpty, "an empty directory could be replaced by a rename")
        for name in names where FileSystem.isDirectory(path + "/" + name) {
            try FileSystem.synchronizeDirectory(path + "/" + name)
        }
        try directory.synchronize()
        WriteStep.reached("synchronize \(path)")
        try FileSystem.rename(path, to: final)
        isPublished = true
        WriteStep.reached("rename \(final)")
        try FileSystem.synchronizeDirectory(FileSystem.parent(of: final))
    }

    deinit { if !isPublished { try? FileSystem.remove(path) } }
}
