/// One file of settings of the daemon: what is served, to whom, and within which limits.
///
/// `docs/formats/serving-settings.md` has every key. Paths in it are relative to the file.
public struct ServingSettings: Decodable, Equatable, Sendable {
    /// The format of this file; 1.
    public var version: Int
    /// The registry's directory.
    public var registry: String
    /// The models to serve; the first is the one that requests without a name get.
    public var models: [ServedModel]
    /// The personas to serve beside them; none unless given.
    public var personas: ServedPersonas?
    /// Where to listen, `IP:PORT`; 127.0.0.1:8080 unless given.
    public var listen: ListenAddress?
    /// Threads that read, compute and write; 2 unless given.
    public var threads: Int?
    /// Microseconds that a thread looks for the next request before it sleeps, where requests come one at a time; 100 unless
    /// given.
    public var busyPollMicroseconds: Int?
    /// Milliseconds between two looks at the aliases; 200 unless given.
    public var pollMilliseconds: Int?
    /// Whether the kernel is asked to tell when an alias moves; true unless given.
    public var watchRegistry: Bool?
    /// Seconds that requests in flight have to finish after SIGTERM; 10 unless given.
    public var drainSeconds: Int?
    /// Files with public keys (PEM) of which one has to have signed a version that is served.
    public var trustedKeys: [String]?
    /// How connections are encrypted; not at all unless given.
    public var tls: TransportSettings?
    /// Who is let in.
    public var access: AccessSettings?
    /// Where spans of requests are sent; nowhere unless given.
    public var traces: TraceSettings?
    /// What is kept of the answers; nothing unless given.
    public var decisions: DecisionSettings?
    /// Where is kept who asked for what; nil for nowhere.
    public var audit: AuditSettings?
    /// What a client may send at most.
    public var limits: LimitSettings?

    /// Settings with the defaults.
    public init(registry: String, models: [ServedModel]) {
        version = 1
        self.registry = registry
        self.models = models
    }
}
