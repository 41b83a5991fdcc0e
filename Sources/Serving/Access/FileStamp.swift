internal import Glibc

/// What tells that a file was replaced or written since.
struct FileStamp: Equatable, Sendable {
    private var device: UInt
    private var inode: UInt
    private var size: Int
    private var modified: Moment
    private var changed: Moment

    /// Apart, since the nanoseconds of a time that a file may claim do not fit in one number.
    private struct Moment: Equatable {
        var seconds: Int
        var nanoseconds: Int

        init(_ time: timespec) {
            seconds = time.tv_sec
            nanoseconds = time.tv_nsec
        }
    }

    /// - Returns: nil where there is no file.
    init?(of path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
        size = Int(status.st_size)
        modified = Moment(status.st_mtim)
        changed = Moment(status.st_ctim)
    }
}
