internal import Storage
internal import Synchronization

/// Writes lines into a file on a thread of its own: whoever has a line to write never waits for the disk.
///
/// Lines wait in a buffer of a fixed size. What does not fit in it, and what the disk does not take, is dropped and
/// counted, and a line in the daemon's log says when that begins and when it is over.
final class LineWriter: Sendable {
    private let buffer: LineBuffer
    private let thread: RepeatingThread

    /// How often the buffer is emptied.
    static let interval = Duration.milliseconds(20)

    /// Opens the file and starts the thread.
    ///
    /// - Parameters:
    ///   - path: of the file, which is made if it is not there; its directory has to be.
    ///   - limit: bytes of a file before another one is begun.
    ///   - keep: how many files beside the one that grows are kept.
    ///   - capacity: bytes of lines that may wait.
    ///   - log: is told when lines begin to be lost, and when they no longer are.
    /// - Throws: as `LineFile`.
    init(
        _ path: String, limit: Int, keep: Int, capacity: Int = 4 << 20, log: ServingLog
    ) throws(StorageError) {
        let buffer = LineBuffer(
            to: try LineFile(path, limit: limit, keep: keep), capacity: capacity, log: log)
        self.buffer = buffer
        thread = RepeatingThread(every: Self.interval) { buffer.flush() }
    }

    deinit { finish() }

    /// Lines that are in the file.
    var written: Int { buffer.written.load(ordering: .relaxed) }

    /// Lines that are nowhere: there was no room in the buffer, or the file could not take them.
    var dropped: Int { buffer.dropped.load(ordering: .relaxed) }

    /// Hands over a line with its newline, and no other newline in it; called from several threads at once.
    ///
    /// - Complexity: O(bytes); it waits for nothing but another thread that does the same.
    func write(_ line: [UInt8]) { buffer.add(line) }

    /// Stops the thread and writes what still waits; lines that come later are dropped.
    ///
    /// A second call does nothing.
    func finish() {
        thread.stop()
        buffer.flush(isLast: true)
    }
}
