/// Where spans are sent: `http://HOST[:PORT]/PATH`.
public struct TraceEndpoint: Equatable, Sendable {
    /// A name or an address, an IPv6 address without its brackets.
    public var host: String
    /// The port.
    public var port: UInt16
    /// The path with its leading slash.
    public var path: String

    /// Reads a URL; the port is 4318 unless it says one, as OpenTelemetry's collectors listen there.
    ///
    /// - Returns: nil for another scheme than http, for a user, a query or a fragment, and where there is no path.
    public init?(_ text: String) {
        let scheme = "http://"
        guard text.hasPrefix(scheme),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"?#@\\\"".utf8.contains($0) })
        else { return nil }
        let rest = text.dropFirst(scheme.count)
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        path = String(rest[slash...])
        let place = rest[..<slash]
        var name = place
        var number: Substring?
        if place.hasPrefix("["), let end = place.firstIndex(of: "]") {
            name = place[place.index(after: place.startIndex)..<end]
            let tail = place[place.index(after: end)...]
            guard tail.isEmpty || tail.hasPrefix(":") else { return nil }
            number = tail.isEmpty ? nil : tail.dropFirst()
        } else if let colon = place.firstIndex(of: ":") {
            name = place[..<colon]
            number = place[place.index(after: colon)...]
        }
        guard !name.isEmpty else { return nil }
        host = String(name)
        if let number {
            guard let port = UInt16(number), port > 0 else { return nil }
            self.port = port
        } else {
            port = 4318
        }
    }
}
