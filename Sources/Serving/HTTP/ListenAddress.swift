internal import Glibc

/// An IP address and a port to listen on.
public struct ListenAddress: Equatable, Sendable {
    /// An IPv4 or IPv6 address in digits.
    public var host: String
    /// 0 for any free port.
    public var port: UInt16

    /// 127.0.0.1:8080.
    public static let standard = ListenAddress(host: "127.0.0.1", port: 8080)

    init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads `127.0.0.1:8080`, `[::1]:8080` or `localhost:8080` (which is 127.0.0.1).
    ///
    /// - Throws: `ServingError.invalidAddress`; other host names are not looked up.
    public init(_ text: String) throws(ServingError) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            throw .invalidAddress(text: text)
        }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
            guard host.contains(":") else { throw .invalidAddress(text: text) }
        } else if host.contains(":") {
            throw .invalidAddress(text: text)
        } else if host == "localhost" {
            host = "127.0.0.1"
        }
        self.init(host: host, port: port)
        guard parsed4 != nil || parsed6 != nil else { throw .invalidAddress(text: text) }
    }

    /// Whether only this host can reach it.
    public var isLoopback: Bool {
        if let address = parsed4 { return UInt32(bigEndian: address.s_addr) >> 24 == 127 }
        guard let address = parsed6 else { return false }
        return unsafe withUnsafeBytes(of: address) { bytes in
            unsafe bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
        }
    }

    /// The address as an IPv4 one, or nil.
    var parsed4: in_addr? {
        var address = in_addr()
        return unsafe inet_pton(AF_INET, host, &address) == 1 ? address : nil
    }

    /// The address as an IPv6 one, or nil.
    var parsed6: in6_addr? {
        var address = in6_addr()
        return unsafe inet_pton(AF_INET6, host, &address) == 1 ? address : nil
    }
}

extension ListenAddress: CustomStringConvertible {
    /// `host:port`, an IPv6 host in brackets.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
