internal import Glibc
internal import Synchronization

/// Since when each open connection has had no whole request: a client that sends a byte now and then is never
/// idle, and would hold its connection for ever.
final class ConnectionWatch: Sendable {
    private let since = Mutex<[Int32: ContinuousClock.Instant]>([:])

    /// A connection opened.
    func open(_ socket: Int32) { since.withLock { $0[socket] = .now } }

    /// A request of the connection was answered.
    func restart(_ socket: Int32) {
        since.withLock { if $0[socket] != nil { $0[socket] = .now } }
    }

    /// The connection is about to be closed; its number may be given to another one afterwards.
    func close(_ socket: Int32) { since.withLock { _ = $0.removeValue(forKey: socket) } }

    /// Cuts the connections without a whole request for that long.
    ///
    /// - Complexity: O(connections).
    func cut(after patience: Duration) {
        let limit = ContinuousClock.now - patience
        // Under the lock, so that no number is closed and given away in between.
        since.withLock { since in
            for (socket, start) in since where start < limit { shutdown(socket, Int32(SHUT_RDWR)) }
        }
    }
}
