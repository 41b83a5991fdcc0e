internal import Glibc
internal import Storage

/// Posts bodies of JSON to a collector, each over a connection of its own.
struct CollectorClient: Sendable {
    /// Why a body was not taken.
    struct Failure: Error, Equatable {
        /// In words; nothing of the body.
        let reason: String
    }

    private let endpoint: TraceEndpoint
    private let head: String
    private let patience: Duration

    /// A client.
    ///
    /// - Parameter patience: how long a body may take from the first connection to the answer; to find the collector's address
    ///   may take longer, as the system's resolver says.
    init(_ endpoint: TraceEndpoint, headers: [String: String], patience: Duration) {
        self.endpoint = endpoint
        self.patience = patience
        let place = endpoint.host.contains(":") ? "[\(endpoint.host)]" : endpoint.host
        var lines = [
            "POST \(endpoint.path) HTTP/1.1", "Host: \(place):\(endpoint.port)",
            "Content-Type: application/json",
            "Connection: close",
        ]
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { lines.append("\(name): \(value)") }
        head = lines.joined(separator: "\r\n")
    }

    /// Sends a body and waits for the answer.
    ///
    /// - Throws: `Failure` where nobody answers in time, or with another status than 2xx.
    func post(_ body: [UInt8]) throws(Failure) {
        let candidates = try unsafe addresses()
        defer { unsafe freeaddrinfo(candidates) }
        let end = ContinuousClock.now + patience
        let socket = try unsafe connected(to: candidates, until: end)
        defer { close(socket) }
        let bytes = Array("\(head)\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body
        var sent = 0
        while sent < bytes.count {
            try Self.bound(socket, until: end)
            let count = unsafe bytes.withUnsafeBytes {
                unsafe send(
                    socket, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else {
                throw Failure(reason: "the collector stopped to read (\(SystemError.words(errno)))")
            }
            sent += count
        }
        var answer: [UInt8] = []
        // "HTTP/1.1 200".
        while answer.count < 12 {
            try Self.bound(socket, until: end)
            var block = [UInt8](repeating: 0, count: 512)
            let count = unsafe block.withUnsafeMutableBytes {
                unsafe recv(socket, $0.baseAddress, $0.count, 0)
            }
            guard count > 0 else { throw Failure(reason: "the collector did not answer") }
            answer += block.prefix(count)
        }
        let line = String(decoding: answer.prefix(12), as: UTF8.self)
        guard line.hasPrefix("HTTP/1."), let status = Int(line.suffix(3)) else {
            throw Failure(reason: "the collector does not speak HTTP")
        }
        guard (200..<300).contains(status) else {
            throw Failure(reason: "the collector answered with status \(status)")
        }
    }

    private func addresses() throws(Failure) -> UnsafeMutablePointer<addrinfo>? {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(endpoint.host, "\(endpoint.port)", &hints, &found) == 0 else {
            throw Failure(reason: "the collector's host has no address")
        }
        return unsafe found
    }

    private func connected(
        to candidates: UnsafeMutablePointer<addrinfo>?, until end: ContinuousClock.Instant
    ) throws(Failure) -> Int32 {
        var code: Int32 = 0
        var next = unsafe candidates
        var left = 0
        while let candidate = unsafe next {
            left += 1
            unsafe next = candidate.pointee.ai_next
        }
        unsafe next = candidates
        while let candidate = unsafe next {
            let address = unsafe candidate.pointee
            unsafe next = address.ai_next
            // An address that lets wait leaves the others their share of the time.
            let share = (end - ContinuousClock.now) / left
            left -= 1
            let socket = unsafe socket(
                address.ai_family, address.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), address.ai_protocol)
            guard socket >= 0 else {
                code = errno
                continue
            }
            do throws(Failure) {
                // Linux ends a connect(2), too, after this time.
                try Self.bound(socket, until: ContinuousClock.now + share)
            } catch {
                close(socket)
                throw error
            }
            if unsafe connect(socket, address.ai_addr, address.ai_addrlen) == 0 { return socket }
            code = errno
            close(socket)
        }
        throw Failure(reason: "the collector cannot be reached (\(SystemError.words(code)))")
    }

    /// Has the next call for a socket end in time.
    private static func bound(_ socket: Int32, until end: ContinuousClock.Instant) throws(Failure) {
        let (seconds, attoseconds) = (end - ContinuousClock.now).components
        let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
        guard microseconds > 0 else { throw Failure(reason: "the collector did not answer in time") }
        var limit = timeval(
            tv_sec: Int(microseconds / 1_000_000), tv_usec: Int(microseconds % 1_000_000))
        unsafe setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        unsafe setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
}
