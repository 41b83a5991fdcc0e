internal import Glibc
internal import Synchronization

/// The open connections: how many they are, and which have had no whole request for too long.
///
/// A client that sends a byte now and then is never idle, and would hold its connection for ever. A connection above
/// the limit is a spare one: it gets one answer, and not for long.
final class ConnectionWatch: Sendable {
    private let limit: Int
    private let sparePatience: Int
    private let connections = Mutex<[Int32: WatchedConnection]>([:])

    /// Connections above the limit that are taken to be told so.
    static let spare = 64

    /// - Parameters:
    ///   - limit: connections that are served.
    ///   - sparePatience: seconds that a spare connection may take to ask.
    init(limit: Int, sparePatience: Int) {
        self.limit = limit
        self.sparePatience = sparePatience
    }

    /// Connections that are open, the spare ones included.
    var count: Int { connections.withLock { $0.count } }

    /// A connection opened.
    ///
    /// - Returns: what the HTTP library is to hand back with each of its requests.
    func open(_ socket: Int32) -> WatchedConnection {
        connections.withLock { connections in
            let connection = WatchedConnection(isSpare: connections.count >= limit)
            connections[socket] = connection
            return connection
        }
    }

    /// The connection is about to be closed; its number may be given to another one afterwards.
    func close(_ socket: Int32) { connections.withLock { _ = $0.removeValue(forKey: socket) } }

    /// Cuts the connections without a whole request for that long, and the spare ones earlier, unless what they sent
    /// still waits to be read: that this server is late is not the client's doing.
    ///
    /// - Complexity: O(connections).
    func cut(afterSeconds patience: Int) {
        let now = MonotonicTime.now
        // Under the lock, so that no number is closed and given away in between.
        connections.withLock { connections in
            for (socket, connection) in connections {
                let seconds =
                    connection.isSpare && !Self.hasAsked(socket) ? min(sparePatience, patience) : patience
                if now.nanoseconds(since: connection.since) > 1_000_000_000 * seconds {
                    shutdown(socket, Int32(SHUT_RDWR))
                }
            }
        }
    }

    /// Whether bytes of the client's wait to be read.
    private static func hasAsked(_ socket: Int32) -> Bool {
        var byte: UInt8 = 0
        return unsafe recv(socket, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) > 0
    }
}
