internal import Storage

// A writer prepares and removes under names that begin with `.`, and holds the model's lock all the time: what is there when
// another takes the lock was left by a writer that was stopped.
extension ModelDirectory {
    private static let endings = [".partial", ".removed"]

    /// What a writer is preparing or removing, or left when it was stopped, by paths below the registry's folder.
    ///
    /// Readers see none of it, and the next writer of the model clears it.
    /// - Throws: `storage` where a directory cannot be read.
    /// - Complexity: O(versions).
    public func unfinished() throws(RegistryError) -> [String] {
        var places: [String] = []
        for folder in ["versions", "aliases", Self.gatesFolder] where FileSystem.exists(path + "/" + folder) {
            let names = try RegistryError.storing { () throws(StorageError) in
                try FileSystem.names(in: path + "/" + folder)
            }
            for name in names where name.hasPrefix(".") && Self.endings.contains(where: name.hasSuffix) {
                places.append("\(relativePath)/\(folder)/\(name)")
            }
        }
        for version in try versions() {
            let signature = AtomicFile.staging(of: path(ofSignature: version))
            if FileSystem.exists(signature) {
                places.append("\(relativePath)/versions/\(version)/\(FileSystem.name(of: signature))")
            }
        }
        return places
    }

    /// Clears what a stopped writer left; the lock is held.
    ///
    /// A removal that cannot be finished keeps nobody from deciding; the next writer tries again.
    func clearUnfinished() throws(RegistryError) {
        for place in try unfinished() { try? FileSystem.remove(root + "/" + place) }
    }

    /// Makes names durable that a writer may have made without coming to this; the lock is held.
    func synchronizeNames() throws(RegistryError) {
        // What is above the registry may not be this user's to open.
        try? FileSystem.synchronizeDirectory(FileSystem.parent(of: root))
        try RegistryError.storing { () throws(StorageError) in
            for place in [root, FileSystem.parent(of: path), path, versionsPath, aliasesPath] {
                try FileSystem.synchronizeDirectory(place)
            }
        }
    }

    /// Makes the names of versions durable, so that one that is found can be answered for.
    func synchronizeVersions() throws(RegistryError) {
        try RegistryError.storing { () throws(StorageError) in
            try FileSystem.synchronizeDirectory(versionsPath)
        }
    }
}
