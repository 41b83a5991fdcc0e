import Glibc

@testable import Serving

/// A raw HTTP/1.1 client over one connection.
final class TestClient {
    private let socket: Int32
    private var buffer: [UInt8] = []

    struct Reply {
        var status: Int
        var headers: [String: String]
        var body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
        /// The members of the body's object; empty for another body.
        var members: [String: JSONNode] { (try? JSONDocument(parsing: body).root.members) ?? [:] }
        var error: String { members["error"]?.string ?? "" }
    }

    struct Failure: Error { var what: String }

    init(port: UInt16) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if status != 0 {
            close(socket)
            throw Failure(what: "connect: \(errno)")
        }
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        unsafe setsockopt(
            socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(socket) }

    func send(_ bytes: [UInt8]) throws {
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

    func request(
        _ method: String, _ path: String, _ body: String? = nil, headers: [String] = []
    ) throws -> Reply {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: localhost"] + headers
        if let body { lines.append("Content-Length: \(body.utf8.count)") }
        try send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")).utf8))
        return try reply(hasBody: method != "HEAD")
    }

    func reply(hasBody: Bool = true) throws -> Reply {
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
