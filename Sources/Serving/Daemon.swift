public import Registry
internal import Storage

/// The scoring daemon: models kept at what the registry promotes, behind an HTTP server.
public final class Daemon: Sendable {
    /// What a daemon is told to do.
    public struct Configuration: Sendable {
        /// Where the versions are.
        public var registry: Registry
        /// The models to serve; the first is the one that requests without a name get.
        public var models: [ServedModel]
        /// The personas to serve beside them; nil for none.
        public var personas: ServedPersonas?
        /// The keys of which one has to have signed a version that is served; nil where none need be signed.
        public var trustedKeys: TrustedKeys?
        /// Where to listen.
        public var listen = ListenAddress.standard
        /// What connections are encrypted with; nil where they are not.
        public var certificate: ServerCertificate?
        /// Who is let in.
        public var access: AccessPolicy
        /// What is kept of the answers; nil for nothing.
        public var decisions: DecisionLogging?
        /// Where is kept who asked for what; nil for nowhere.
        public var audit: AuditLogging?
        /// What a client may send at most.
        public var limits = ServingLimits()
        /// Threads that read, compute and write; at least 1.
        public var threads = 2
        /// How long each of them looks for the next request before it sleeps, where requests come one at a time.
        public var busyPoll = Duration.microseconds(100)
        /// How requests are traced; nil where they are not.
        public var traces: TraceConfiguration?
        /// How often to look at the aliases.
        public var poll = Duration.milliseconds(200)
        /// Whether the kernel is asked to tell when an alias moves, so that nobody waits for the next look.
        public var watchesRegistry = true
        /// How long requests in flight have to finish at the end.
        public var drain = Duration.seconds(10)
        /// What the server calls its version.
        public var version = "0"

        /// Creates a configuration with the defaults.
        public init(registry: Registry, models: [ServedModel], access: AccessPolicy) {
            self.registry = registry
            self.models = models
            self.access = access
        }
    }

    /// How often it looks whether the file of keys changed.
    static let lookInterval = Duration.milliseconds(500)
    /// How long a file system may take that a thread is just asking when the daemon ends.
    private static let followerPatience = Duration.seconds(5)

    /// Where it listens, with the port it got.
    public var address: ListenAddress { server.address }

    let store: ModelStore
    let service: ScoringService
    let server: HTTPServer
    private let follower: RegistryFollower
    private let tracer: Tracer?
    private let keeper: RepeatingThread
    private let audit: AuditLog?
    /// As it was started.
    let configuration: Configuration
    let limits: LiveLimits
    let access: AccessControl
    let metrics: ServingMetrics
    let log: ServingLog

    /// Starts to listen, and to load the models in the background: it is live at once, and ready when they are.
    ///
    /// - Throws: `ServingError` where the address cannot be had, a model is named twice, access is open on
    ///   more than a loopback address, or the log of decisions cannot be written.
    public init(_ configuration: Configuration, log: ServingLog) throws(ServingError) {
        try configuration.expectDeclaredAccess()
        let audit: AuditLog?
        do throws(StorageError) {
            audit = try configuration.audit.map { (logging) throws(StorageError) in
                try AuditLog(logging, log: log)
            }
        } catch {
            throw .cannotLog(problem: "\(error)")
        }
        let log = audit.map { audit in log.also { audit.keep($0) } } ?? log
        let metrics = ServingMetrics(
            version: configuration.version, certificateExpiry: configuration.certificate?.expiry)
        let store = try ModelStore(
            registry: configuration.registry, models: configuration.models,
            personas: configuration.personas, trustedKeys: configuration.trustedKeys, metrics: metrics,
            log: log)
        let tracer = configuration.traces.map {
            Tracer($0, service: ScoringService.serverName, version: configuration.version, log: log)
        }
        let decisions: DecisionWriter?
        do throws(StorageError) {
            decisions = try configuration.decisions.map { logging throws(StorageError) in
                try DecisionWriter(logging, log: log)
            }
        } catch {
            throw .cannotLog(problem: "\(error)")
        }
        let access = AccessControl(configuration.access, metrics: metrics.safeguards, log: log)
        let limits = LiveLimits(configuration.limits)
        let service = ScoringService(
            store: store, access: access, limits: limits, decisions: decisions,
            metrics: metrics, audit: audit, tracer: tracer, log: log)
        server = try HTTPServer(
            listen: configuration.listen, threads: configuration.threads, busyPoll: configuration.busyPoll,
            limits: configuration.limits, live: limits, certificate: configuration.certificate,
            readsTraces: tracer != nil,
            access: { service.access(of: $0) }, respond: { service.respond(to: $0) })
        follower = RegistryFollower(
            store, root: configuration.registry.root, poll: configuration.poll,
            watches: configuration.watchesRegistry, log: log)
        keeper = RepeatingThread(every: Self.lookInterval) { access.refresh() }
        self.configuration = configuration
        self.limits = limits
        self.access = access
        self.metrics = metrics
        self.store = store
        self.service = service
        self.audit = audit
        self.tracer = tracer
        self.log = log
        log.write(.info, "server.started", [("address", "\(server.address)")])
        guard configuration.isReadOnTheWay else { return }
        log.write(.error, "server.unencrypted", [("remedy", Configuration.encryptionRemedy)])
    }

    deinit {
        follower.stop(within: Self.followerPatience)
        tracer?.stop()
        keeper.stop(within: Self.followerPatience)
    }

    /// Stops to accept, lets the requests in flight finish, and stops.
    ///
    /// - Returns: whether all of them finished within the deadline.
    @discardableResult
    public func drain(within deadline: Duration) -> Bool {
        let end = ContinuousClock.now + deadline
        service.drain()
        let finished = server.drain(within: deadline)
        if !follower.stop(within: Self.followerPatience) {
            log.write(.error, "registry.unanswering", [("remedy", "see whether its file system answers")])
        }
        keeper.stop(within: Self.followerPatience)
        let unasked = service.shadows.finish(within: end - ContinuousClock.now)
        if unasked > 0 {
            log.write(
                .error, "shadows.dropped", [("questions", "\(unasked)"), ("reason", "deadline passed")])
        }
        service.decisions?.finish()
        log.write(.info, "server.stopped", [("drained", finished ? "all" : "deadline passed")])
        audit?.finish()
        // After what has to be kept: a collector may let it wait.
        tracer?.stop()
        return finished
    }
}
