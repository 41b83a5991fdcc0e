internal import Glibc
internal import Synchronization

/// The daemon's log on an open file: a file on a disk that may be full, a pipe that may not be read, a terminal.
///
/// What cannot be written is lost, and nobody waits for it for long; as soon as lines can be written again, the first says how
/// many were lost.
public final class LogStream: Sendable {
    private let descriptor: Int32
    private let state = Mutex(State())

    private struct State {
        /// Lines lost since the last one that was written.
        var lost = 0
        /// Whether the last line breaks off.
        var isTorn = false
    }

    /// How long a line waits, in milliseconds, for a reader that is behind, unless lines are being lost already.
    static let patience: Int32 = 100
    /// What a pipe that is ready takes without a wait.
    private static let piece = 4096

    /// - Parameter descriptor: of the open file, which stays the caller's.
    public init(descriptor: Int32) { self.descriptor = descriptor }

    /// Writes a line with its newline; called from several threads at once.
    public func write(_ line: [UInt8]) {
        state.withLock { state in
            let isLosing = state.lost > 0
            var lines = line
            if isLosing {
                lines = ServingLog.line(.error, "log.recovered", [("lost", "\(state.lost)")]) + line
            }
            if state.isTorn { lines.insert(UInt8(ascii: "\n"), at: 0) }
            let written = put(lines, patience: isLosing ? 0 : Self.patience)
            if written == lines.count {
                state = State()
            } else {
                // Lines that the remark told of, which came through whole, are not told of again.
                if written >= lines.count - line.count { state.lost = 0 }
                state.lost += 1
                if written > 0 { state.isTorn = lines[written - 1] != UInt8(ascii: "\n") }
            }
        }
    }

    /// Writes as many of the bytes as it can: how many.
    private func put(_ bytes: [UInt8], patience: Int32) -> Int {
        var written = 0
        while written < bytes.count {
            var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            let readiness = unsafe poll(&ready, 1, patience)
            if readiness < 0, errno == EINTR { continue }
            guard readiness > 0 else { break }
            let count = unsafe bytes[written..<min(bytes.count, written + Self.piece)].withUnsafeBytes {
                piece in
                unsafe Glibc.write(descriptor, piece.baseAddress, piece.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            written += count
        }
        return written
    }
}
