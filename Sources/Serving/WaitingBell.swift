internal import Glibc
internal import Storage

/// Wakes a thread that waits for something to be read from a descriptor.
final class WaitingBell: Sendable {
    /// Two sockets: what is written to the handle can be read from the clapper.
    private let clapper: Int32
    private let handle: Int32

    /// A bell that nobody has rung.
    init() {
        var pair: [Int32] = [-1, -1]
        let kind = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
        guard unsafe socketpair(AF_UNIX, Int32(kind), 0, &pair) == 0 else {
            fatalError("no pair of sockets could be made (\(SystemError.words(errno)))")
        }
        (clapper, handle) = (pair[0], pair[1])
    }

    deinit {
        close(clapper)
        close(handle)
    }

    /// Ends the wait, or the next one.
    func ring() {
        var ring: UInt8 = 0
        _ = unsafe write(handle, &ring, 1)
    }

    /// Waits until the descriptor can be read, or the bell is rung.
    ///
    /// - Parameters:
    ///   - descriptor: negative for none.
    ///   - milliseconds: at most; nil for as long as it takes.
    /// - Returns: whether the descriptor can be read; a signal may end the wait before.
    @discardableResult
    func wait(for descriptor: Int32, milliseconds: UInt64?) -> Bool {
        // A negative descriptor is passed over by poll(2).
        var descriptors: InlineArray<2, pollfd> = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: clapper, events: Int16(POLLIN), revents: 0),
        ]
        var span = descriptors.mutableSpan
        unsafe span.withUnsafeMutableBufferPointer {
            _ = unsafe poll($0.baseAddress, 2, milliseconds.map { Int32(clamping: $0) } ?? -1)
        }
        var ring: UInt8 = 0
        if descriptors[1].revents != 0 { _ = unsafe read(clapper, &ring, 1) }
        return descriptors[0].revents != 0
    }
}
