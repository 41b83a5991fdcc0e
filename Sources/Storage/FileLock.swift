internal import Glibc

/// An exclusive lock between processes, held until the value ends (or its process does, however it ends).
public struct FileLock: ~Copyable {
    private let file: Descriptor

    /// Takes the lock on a file, creating it where it is missing.
    ///
    /// - Parameters:
    ///   - activity: what the holder is doing, as others are told: "training", "promoting".
    ///   - timeout: how long to wait for the present holder.
    /// - Throws: `busy` with the holder's activity and process identifier, `unwritable`.
    public init(at path: String, for activity: String, timeout: Duration = .zero) throws(StorageError) {
        let clock = ContinuousClock()
        let deadline = clock.now + timeout
        let file = try Descriptor(writing: path, permissions: 0o644)
        while !(try file.tryLock()) {
            if clock.now >= deadline {
                // "<pid> <activity>", as the holder wrote it.
                let holder = String(decoding: try FileSystem.read(path), as: UTF8.self)
                    .split(separator: " ", maxSplits: 1)
                throw .busy(
                    path: path, activity: holder.count == 2 ? String(holder[1]) : "using it",
                    holder: holder.first.flatMap { Int32($0) })
            }
            usleep(5000)
        }
        try file.truncate(to: 0)
        try file.write(Array("\(getpid()) \(activity)".utf8))
        self.file = file
    }

    // Closing alone would leave it to a process that is just being started: that has a copy until it runs its program.
    deinit { file.unlock() }
}
