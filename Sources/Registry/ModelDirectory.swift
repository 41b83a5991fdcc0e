internal import Storage

/// A model in a registry: its versions, aliases and journal.
public struct ModelDirectory: Hashable, Sendable {
    /// The model's name.
    public let name: String

    let root: String

    // Writers hold the lock for as long as a version's files take to reach the disk.
    static let lockTimeout = Duration.seconds(60)

    init(root: String, name: String) {
        self.root = root
        self.name = name
    }

    /// The model's directory.
    public var path: String { root + "/" + relativePath }

    var relativePath: String { "models/" + name }
    var versionsPath: String { path + "/versions" }
    var aliasesPath: String { path + "/aliases" }
    var journal: Journal<JournalEntry> { Journal(path: path + "/journal.jsonl") }

    /// The directory of a version.
    public func path(ofVersion version: Int) -> String { "\(versionsPath)/\(version)" }

    func path(ofAlias alias: String) -> String { "\(aliasesPath)/\(alias)" }

    func finding(_ path: String, _ problem: String) -> RegistryFinding {
        RegistryFinding(path: relativePath + "/" + path, problem: problem)
    }

    /// The numbers of all versions, ascending; empty where the model does not exist.
    ///
    /// - Throws: `storage` where the directory cannot be read.
    public func versions() throws(RegistryError) -> [Int] {
        guard FileSystem.exists(versionsPath) else { return [] }
        let names = try RegistryError.storing { () throws(StorageError) in
            try FileSystem.names(in: versionsPath)
        }
        return names.compactMap { RegistryName.version($0) }.sorted()
    }

    /// Takes the writers' lock and finishes what a killed writer began; it ends with the returned value.
    func lock(for activity: String) throws(RegistryError) -> FileLock {
        let lock = try RegistryError.storing { () throws(StorageError) in
            try FileSystem.makeDirectories(versionsPath)
            try FileSystem.makeDirectories(aliasesPath)
            return try FileLock(at: path + "/.lock", for: activity, timeout: Self.lockTimeout)
        }
        try synchronizeNames()
        try finishInterruptedMove()
        try finishInterruptedRemoval()
        try clearUnfinished()
        return lock
    }
}
