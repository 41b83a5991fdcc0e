internal import Glibc
internal import Storage

extension LineWriter {
    /// Whether a file of lines could be opened or made here; nothing is made and nothing changed.
    ///
    /// A file that another process writes is no error: that may be the one whose place is taken.
    /// - Throws: `StorageError.unwritable`.
    static func check(_ path: String) throws(StorageError) {
        var status = stat()
        if unsafe lstat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw .unwritable(path: path, reason: "it is not a regular file")
            }
            guard unsafe access(path, R_OK | W_OK) == 0 else { throw failure(path) }
        } else {
            let isMissing = errno == ENOENT
            guard isMissing, unsafe access(FileSystem.parent(of: path), W_OK | X_OK) == 0 else {
                throw failure(path)
            }
        }
    }

    private static func failure(_ path: String) -> StorageError {
        .unwritable(path: path, reason: SystemError.words(errno))
    }
}
