/// What the daemon accepts at most; everything a client can grow has a bound here.
public struct ServingLimits: Equatable, Sendable {
    /// Open connections; above 0.
    public var connections = 512
    /// Bytes of a request's body.
    public var bodyBytes = 4 << 20
    /// Bytes of the bodies of all requests together, while they arrive and are answered.
    public var pendingBytes = 256 << 20
    /// Bytes of memory for a connection's request line and headers.
    public var headerBytes = 8 << 10
    /// Seconds a connection may be idle; a request must be whole within twice that.
    public var idleSeconds = 10
    /// Seconds that a connection above `connections`, which is taken only to be told so, may take to ask.
    public var spareSeconds = 2
    /// Rows of one batch.
    public var batchRows = 10_000

    /// Creates the default limits.
    public init() {}
}
