/// Who is let in, as the settings file says it.
public struct AccessSettings: Decodable, Equatable, Sendable {
    /// The file with the digests of the keys that are let in.
    public var keys: String?
    /// Whether everyone on this host is let in; only on a loopback address.
    public var openOnLoopback: Bool?

    /// Settings that let nobody in.
    public init() {}
}
