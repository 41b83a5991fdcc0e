/// Where spans of requests are sent, as the settings file says it.
public struct TraceSettings: Decodable, Equatable, Sendable {
    /// The collector's URL for OTLP over HTTP, `http://HOST:PORT/v1/traces`.
    public var endpoint: String
    /// The share of the requests without a trace of their own that are recorded, 0 to 1; 0.01 unless given.
    public var sample: Double?
    /// Further headers of an export, such as a collector's key.
    public var headers: [String: String]?

    /// Settings with the defaults.
    public init(endpoint: String) { self.endpoint = endpoint }
}
