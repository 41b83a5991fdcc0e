/// What a client may send at most, as the settings file says it; what is left out has the default of
/// `ServingLimits`.
public struct LimitSettings: Decodable, Equatable, Sendable {
    /// Connections open at one time.
    public var connections: Int?
    /// Bytes of a request's body.
    public var bodyBytes: Int?
    /// Bytes of the bodies of all requests together.
    public var pendingBytes: Int?
    /// Rows of one batch.
    public var batchRows: Int?
    /// Seconds a connection may be idle.
    public var idleSeconds: Int?

    /// Settings with the defaults.
    public init() {}
}
