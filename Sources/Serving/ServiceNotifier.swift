internal import Glibc

/// Tells the system's service manager how the daemon fares, where it wants to know: a datagram to `NOTIFY_SOCKET`.
///
/// Source: sd_notify(3) of systemd, for units of `Type=notify-reload`.
public struct ServiceNotifier: Sendable {
    private let path: String

    /// What the daemon does.
    public enum State: Sendable {
        /// It takes connections, or has done with reading its settings.
        case ready
        /// It reads its settings again.
        case reloading
        /// It is about to end.
        case stopping
    }

    /// The service manager that started this process.
    ///
    /// - Returns: nil where nobody wants to know.
    public init?() {
        self.init(socket: unsafe getenv("NOTIFY_SOCKET").map { unsafe String(cString: $0) })
    }

    /// - Parameter path: of the socket, or `@` and a name without a file.
    init?(socket path: String?) {
        guard let path else { return nil }
        // A socket's name has 108 bytes with its end; one in the abstract space begins with @.
        guard path.hasPrefix("/") || path.hasPrefix("@"), path.utf8.count < 108 else { return nil }
        self.path = path
    }

    /// Sends the state; whether it arrives changes nothing.
    public func tell(_ state: State) {
        let text =
            switch state {
            case .ready: "READY=1"
            case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(MonotonicTime.now.nanoseconds / 1_000)"
            case .stopping: "STOPPING=1"
            }
        let number = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { return }
        defer { close(number) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
            for (index, byte) in path.utf8.enumerated() { unsafe field[index] = byte }
            if path.hasPrefix("@") { unsafe field[0] = 0 }
        }
        let length = socklen_t(
            MemoryLayout<sa_family_t>.size + path.utf8.count + (path.hasPrefix("@") ? 0 : 1))
        let bytes = Array(text.utf8)
        _ = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe sendto(number, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
            }
        }
    }
}
