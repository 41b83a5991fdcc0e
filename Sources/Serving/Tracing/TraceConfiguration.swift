/// How requests are traced.
public struct TraceConfiguration: Equatable, Sendable {
    /// Where spans are sent.
    public var endpoint: TraceEndpoint
    /// The share of the requests without a trace of their own that are recorded, 0 to 1.
    public var sample = 0.01
    /// Further headers of an export, by name.
    public var headers: [String: String] = [:]
    /// Requests that wait to be sent; what comes then is dropped and counted.
    public var queueLimit = 2_048
    /// How often what waits is sent.
    public var interval = Duration.seconds(1)
    /// How long a body may take from the first connection to the collector's answer; it is not sent again.
    public var patience = Duration.seconds(2)

    /// A configuration with the defaults.
    public init(endpoint: TraceEndpoint) { self.endpoint = endpoint }
}

extension TraceConfiguration {
    /// What settings ask for; nil where the endpoint is none.
    init?(_ settings: TraceSettings) {
        guard let endpoint = TraceEndpoint(settings.endpoint) else { return nil }
        self.init(endpoint: endpoint)
        sample = settings.sample ?? sample
        headers = settings.headers ?? headers
    }

    /// Whether a name and a value make one header of HTTP, and not one that the client writes itself.
    static func isHeader(_ name: String, _ value: String) -> Bool {
        let own: Set = ["host", "content-type", "content-length", "connection"]
        return !name.isEmpty && !own.contains(name.lowercased())
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                    true
                default: false
                }
            } && value.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
}
