internal import Glibc

/// A file of lines that grows up to a size, then becomes `FILE.1`, and what was `FILE.1` becomes `FILE.2`.
///
/// It holds whole lines only: what a full disk took of a line is taken back, and the half line that a kill left is
/// cut off when the file is opened again. Nothing waits for the disk: lines that a power cut takes are gone. One
/// process at a time writes a file. A file that somebody renamed or removed (logrotate, say) is made anew.
public struct LineFile: ~Copyable, Sendable {
    /// Where the lines go.
    public let path: String
    private let limit: Int
    private let keep: Int
    private var file: Descriptor
    private var size: Int

    /// The bytes of a line at most; a file without a newline in its last bytes of that number is no file of lines.
    public static let longestLine = 1 << 20

    /// Opens the file at its end, or makes it, readable by its owner alone.
    ///
    /// - Parameters:
    ///   - limit: bytes of a file, which only a single append of more may pass; above 0.
    ///   - keep: how many files beside the one that grows are kept; 0 or more.
    /// - Throws: `unwritable`, also for what is not a file of lines; `busy` where another process writes it.
    public init(_ path: String, limit: Int, keep: Int) throws(StorageError) {
        precondition(limit > 0 && keep >= 0, "a file of lines has a size, and 0 or more before it are kept")
        self.path = path
        self.limit = limit
        self.keep = keep
        let opened = try Self.open(path)
        size = try Self.wholeLines(of: opened)
        file = opened
    }

    // Closing alone would leave it to a process that is just being started: that has a copy until it runs its program.
    deinit { file.unlock() }

    /// Adds whole lines, each with its newline, and begins another file first where they do not fit in this one.
    ///
    /// - Throws: `unwritable` or `busy`; then none of the lines is in the file.
    /// - Complexity: O(bytes).
    public mutating func append(_ lines: [UInt8]) throws(StorageError) {
        precondition(lines.last == UInt8(ascii: "\n"), "a line ends with a newline")
        if try !file.isStillNamed() { try reopen() }
        if size > 0, size + lines.count > limit { try rotate() }
        do throws(StorageError) {
            try file.write(lines)
        } catch {
            try file.truncate(to: size)
            throw error
        }
        size += lines.count
    }

    private mutating func reopen() throws(StorageError) {
        let opened = try Self.open(path)
        size = try Self.wholeLines(of: opened)
        file = opened
    }

    private mutating func rotate() throws(StorageError) {
        if keep == 0 {
            try file.truncate(to: 0)
            size = 0
            return
        }
        for number in stride(from: keep, to: 1, by: -1) where FileSystem.exists("\(path).\(number - 1)") {
            try FileSystem.rename("\(path).\(number - 1)", to: "\(path).\(number)")
        }
        try FileSystem.rename(path, to: "\(path).1")
        try reopen()
    }

    private static func open(_ path: String) throws(StorageError) -> Descriptor {
        let file = try Descriptor(writing: path, permissions: 0o600)
        guard try file.status().st_mode & S_IFMT == S_IFREG else {
            throw .unwritable(path: path, reason: "it is not a regular file")
        }
        guard try file.tryLock() else { throw .busy(path: path, activity: "writing it", holder: nil) }
        return file
    }

    /// Cuts off what follows the last newline, and moves there: the bytes that stay.
    private static func wholeLines(of file: borrowing Descriptor) throws(StorageError) -> Int {
        let size = Int(try file.status().st_size)
        let start = max(0, size - longestLine)
        let tail = try file.read(from: start)
        let end = tail.lastIndex(of: UInt8(ascii: "\n")).map { start + $0 + 1 } ?? 0
        if end == 0, start > 0 { throw .unwritable(path: file.path, reason: "it is not a file of lines") }
        try file.truncate(to: end)
        return end
    }
}
