import Glibc
import Synchronization

/// Writes to a file descriptor, which it does not own.
final class DescriptorSink: TextSink {
    private enum State {
        case open
        /// The reader went away, as `head` does: nothing more is written, and nobody is told.
        case abandoned
        case failed(String)
    }

    private let descriptor: Int32
    private let state = Mutex(State.open)

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    var failure: String? {
        state.withLock { state in
            if case .failed(let reason) = state { reason } else { nil }
        }
    }

    var isRead: Bool {
        state.withLock { state in
            if case .open = state { true } else { false }
        }
    }

    func write(_ text: String) {
        state.withLock { state in
            guard case .open = state else { return }
            var rest = ArraySlice(text.utf8)
            while !rest.isEmpty {
                let written = unsafe rest.withUnsafeBytes { bytes in
                    unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
                }
                if written >= 0 {
                    rest = rest.dropFirst(written)
                    continue
                }
                switch errno {
                case EINTR: continue
                case EAGAIN: waitUntilWritable()
                case EPIPE:
                    state = .abandoned
                    return
                case let code:
                    state = .failed(
                        unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)")
                    return
                }
            }
        }
    }

    private func waitUntilWritable() {
        var poller = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&poller, 1, -1)
    }
}
