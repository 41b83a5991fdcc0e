internal import Glibc

extension Descriptor {
    /// Takes the exclusive lock if nobody holds it.
    ///
    /// It ends with the descriptor, so also with the process.
    func tryLock() throws(StorageError) -> Bool {
        if flock(number, LOCK_EX | LOCK_NB) == 0 { return true }
        if errno == EWOULDBLOCK || errno == EINTR { return false }
        throw Descriptor.writingFailed(path)
    }

    /// Waits for the exclusive lock.
    func lock() throws(StorageError) {
        while flock(number, LOCK_EX) != 0 {
            if errno != EINTR { throw Descriptor.writingFailed(path) }
        }
    }

    /// Gives the lock back, also on behalf of every copy of the descriptor.
    func unlock() { _ = flock(number, LOCK_UN) }

    /// Whether the path still names this open file: it does not once another process renamed or removed it.
    func isStillNamed() throws(StorageError) -> Bool {
        let opened = try status()
        var named = stat()
        return unsafe lstat(path, &named) == 0 && named.st_ino == opened.st_ino
            && named.st_dev == opened.st_dev
    }
}
