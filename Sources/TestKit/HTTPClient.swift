internal import Glibc

/// A plain HTTP/1.1 client over one connection to this host.
public final class HTTPClient {
    private let socket: Int32
    private var buffer: [UInt8] = []

    /// An answer.
    public struct Reply: Sendable {
        /// The status code.
        public var status: Int
        /// The headers by name in lower case.
        public var headers: [String: String]
        /// The body's bytes.
        public var body: [UInt8]

        /// The body as text.
        public var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// The connection could not be made, broke, or stood still.
    public struct Failure: Error {
        /// What happened.
        public var what: String

        /// Creates a failure.
        public init(what: String) { self.what = what }
    }

    /// Connects to a port of this host.
    ///
    /// - Throws: `Failure` if nobody listens there.
    public init(port: UInt16) throws {
        // Not inherited: a program that is started meanwhile would keep the connection open.
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var (address, own) = (sockaddr_in(), sockaddr_in())
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        // What is whole is torn down when its initializer throws, and closed there: once more would close another's.
        guard status == 0 else { throw Failure(what: "connect: \(errno)") }
        // Where nobody listens, the system may give the connection that very port, and so connect it with itself.
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = unsafe withUnsafeMutablePointer(to: &own) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(socket, $0, &length)
            }
        }
        guard own.sin_port != address.sin_port else { throw Failure(what: "connect: nobody listens") }
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        unsafe setsockopt(
            socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(socket) }

    /// Sends bytes as they are.
    ///
    /// - Throws: `Failure` if the other side has closed the connection.
    public func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.send(
                    socket, $0.baseAddress?.advanced(by: sent), bytes.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { throw Failure(what: "send: \(errno)") }
            sent += count
        }
    }

    /// Sends a request and reads its answer; a body is sent with its length.
    ///
    /// - Throws: `Failure`, also after 60 seconds without a byte.
    public func request(
        _ method: String, _ path: String, _ body: String? = nil, headers: [String] = []
    ) throws -> Reply {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: localhost"] + headers
        if let body { lines.append("Content-Length: \(body.utf8.count)") }
        try send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")).utf8))
        return try reply(hasBody: method != "HEAD")
    }

    /// Reads the next answer.
    ///
    /// - Throws: `Failure`, also after 60 seconds without a byte.
    public func reply(hasBody: Bool = true) throws -> Reply {
        let end = Array("\r\n\r\n".utf8)
        while buffer.firstRange(of: end) == nil { try receive() }
        guard let range = buffer.firstRange(of: end) else { throw Failure(what: "no head") }
        let head = String(decoding: buffer[..<range.lowerBound], as: UTF8.self)
        buffer.removeFirst(range.upperBound)
        let lines = head.split(separator: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] =
                String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        let length = hasBody ? headers["content-length"].flatMap { Int($0) } ?? 0 : 0
        while buffer.count < length { try receive() }
        let body = Array(buffer.prefix(length))
        buffer.removeFirst(length)
        let status = Int(lines[0].split(separator: " ")[1]) ?? 0
        return Reply(status: status, headers: headers, body: body)
    }

    private func receive() throws {
        var block = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe block.withUnsafeMutableBytes { unsafe recv(socket, $0.baseAddress, $0.count, 0) }
        if count <= 0 { throw Failure(what: count == 0 ? "closed" : "recv: \(errno)") }
        buffer += block.prefix(count)
    }
}
