internal import Glibc

/// An open file or directory; closes itself.
///
/// The one place that calls the system for files.
struct Descriptor: ~Copyable, Sendable {
    let number: Int32
    let path: String

    /// Opens an existing file or directory for reading.
    ///
    /// - Parameters:
    ///   - followsLink: whether a link as the last part is followed, or refused.
    ///   - waits: whether a pipe's other end is waited for.
    init(
        reading path: String, followsLink: Bool = true, waits: Bool = true
    ) throws(StorageError) {
        let flags = O_RDONLY | O_CLOEXEC | (followsLink ? 0 : O_NOFOLLOW) | (waits ? 0 : O_NONBLOCK)
        number = unsafe open(path, flags)
        self.path = path
        if number < 0 { throw Descriptor.readingFailed(path) }
    }

    /// Opens an existing directory for reading; a link as the last part is refused.
    init(directory path: String) throws(StorageError) {
        number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY | O_NOFOLLOW)
        self.path = path
        if number < 0 { throw errno == ENOENT ? .missing(path: path) : Descriptor.writingFailed(path) }
    }

    /// Opens a file for reading and writing, creating it where it is missing (subject to the umask).
    init(writing path: String, permissions: UInt32, exclusive: Bool = false) throws(StorageError) {
        let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (exclusive ? O_EXCL : 0)
        number = unsafe open(path, flags, permissions)
        self.path = path
        if number < 0 {
            if errno == EEXIST { throw .alreadyExists(path: path) }
            throw Descriptor.writingFailed(path)
        }
    }

    /// Takes over an open descriptor; `path` is what errors call it.
    init(adopting number: Int32, path: String) {
        self.number = number
        self.path = path
    }

    deinit { if number >= 0 { close(number) } }

    /// The error for the system call that just failed on a read.
    static func readingFailed(_ path: String) -> StorageError {
        errno == ENOENT ? .missing(path: path) : .unreadable(path: path, reason: reason())
    }

    /// The error for the system call that just failed on a write.
    static func writingFailed(_ path: String) -> StorageError { .unwritable(path: path, reason: reason()) }

    private static func reason() -> String { SystemError.words(errno) }

    /// What the system knows of the file.
    func status() throws(StorageError) -> stat {
        var status = stat()
        if unsafe fstat(number, &status) != 0 { throw Descriptor.readingFailed(path) }
        return status
    }

    /// Whether the file is this user's, and has no second name.
    func isOwnAlone() throws(StorageError) -> Bool {
        let status = try status()
        return status.st_uid == geteuid() && status.st_nlink == 1
    }

    /// The permission bits of the file.
    func permissions() throws(StorageError) -> UInt32 { try status().st_mode & 0o7777 }

    /// Reads on into the block; 0 at the end.
    func read(into block: inout [UInt8]) throws(StorageError) -> Int {
        while true {
            let count = unsafe block.withUnsafeMutableBytes {
                unsafe Glibc.read(number, $0.baseAddress, $0.count)
            }
            if count >= 0 { return count }
            if errno != EINTR { throw Descriptor.readingFailed(path) }
        }
    }

    /// Refuses what is not a regular file: a pipe or a device may never end.
    ///
    /// - Throws: `unreadable`.
    func expectRegular() throws(StorageError) {
        guard try status().st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(path: path, reason: "it is not a regular file")
        }
    }

    /// All bytes of a regular file; what never ends, or would be waited for, is refused unread.
    ///
    /// - Parameter limit: bytes at most.
    /// - Throws: `unreadable`.
    func readRegular(limit: Int) throws(StorageError) -> [UInt8] {
        try expectRegular()
        guard try status().st_size <= limit else {
            throw .unreadable(path: path, reason: "it has more than \(limit) bytes")
        }
        return try readAll()
    }

    /// All bytes of a file that nobody but its owner may read.
    ///
    /// - Parameter limit: bytes at most.
    /// - Throws: `exposed` where others may read it, `missing`, `unreadable`, also for a pipe or a device.
    static func readSecret(_ path: String, limit: Int) throws(StorageError) -> [UInt8] {
        let file = try Descriptor(reading: path, waits: false)
        let mode = try file.permissions()
        if mode & 0o077 != 0 { throw .exposed(path: path, mode: mode) }
        return try file.readRegular(limit: limit)
    }

    /// Everything from the current position to the end.
    func readAll() throws(StorageError) -> [UInt8] {
        let size = Int(try status().st_size)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        // One byte more than the size, so that the end shows in the read that reaches it.
        var block = [UInt8](repeating: 0, count: Swift.min(Swift.max(size, 4095), 1 << 24) + 1)
        while true {
            let count = try read(into: &block)
            if count == 0 { return bytes }
            bytes.append(contentsOf: block[..<count])
        }
    }

    /// Everything from a place to the end, where the position is then.
    func read(from place: Int) throws(StorageError) -> [UInt8] {
        if lseek(number, place, SEEK_SET) < 0 { throw Descriptor.readingFailed(path) }
        return try readAll()
    }

    /// Writes all bytes at the current position.
    func write(_ bytes: [UInt8]) throws(StorageError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(
                    number, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written)
            }
            if count > 0 {
                written += count
            } else if count == 0 || errno != EINTR {
                throw Descriptor.writingFailed(path)
            }
        }
    }

    /// Cuts or extends the file, and moves to its end.
    func truncate(to size: Int) throws(StorageError) {
        if ftruncate(number, size) != 0 || lseek(number, size, SEEK_SET) < 0 {
            throw Descriptor.writingFailed(path)
        }
    }

    /// Waits until the content is on the disk.
    func synchronize() throws(StorageError) {
        if fsync(number) != 0 { throw Descriptor.writingFailed(path) }
    }
}
