internal import Glibc

/// A socket that listens.
///
/// Its owner hands the number to the HTTP library and closes it after the library has let go of it.
struct ListenSocket: Sendable {
    let number: Int32
    /// With the port that was given where any was asked for.
    let address: ListenAddress

    /// Binds and listens.
    ///
    /// - Throws: `ServingError.cannotListen`.
    init(_ wanted: ListenAddress) throws(ServingError) {
        let family = wanted.parsed4 == nil ? AF_INET6 : AF_INET
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let created = socket(family, kind, 0)
        guard created >= 0 else { throw .cannotListen(address: "\(wanted)", code: errno) }
        var reuse: Int32 = 1
        unsafe setsockopt(created, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        guard Self.bind(created, to: wanted), Glibc.listen(created, SOMAXCONN) == 0 else {
            let code = errno
            Glibc.close(created)
            throw .cannotListen(address: "\(wanted)", code: code)
        }
        number = created
        address = ListenAddress(host: wanted.host, port: Self.port(of: created))
    }

    /// Refuses connections that are not yet accepted, and new ones.
    func stop() { Glibc.shutdown(number, Int32(SHUT_RDWR)) }

    /// Closes the socket.
    func close() { Glibc.close(number) }

    private static func bind(_ socket: Int32, to wanted: ListenAddress) -> Bool {
        if let host = wanted.parsed4 {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = wanted.port.bigEndian
            address.sin_addr = host
            return unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe Glibc.bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
        }
        guard let host = wanted.parsed6 else { return false }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = wanted.port.bigEndian
        address.sin6_addr = host
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
            }
        }
    }

    /// The port lies at the same place in both kinds of address.
    private static func port(of socket: Int32) -> UInt16 {
        var address = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(socket, $0, &length)
            }
        }
        return status == 0 ? UInt16(bigEndian: address.sin6_port) : 0
    }
}
