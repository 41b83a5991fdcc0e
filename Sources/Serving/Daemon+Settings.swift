internal import Registry

extension Daemon.Configuration {
    /// What settings ask for.
    ///
    /// - Parameter before: what a daemon was started with that reads its settings again. It reads its file of keys by itself,
    ///   so that keys which cannot be used, or are no more, keep no other setting from being taken.
    /// - Throws: `ServingError` where settings contradict each other, access is not declared or the keys cannot be used;
    ///   `RegistryError` for keys to trust that cannot be read; `StorageError` for a certificate, its key or a key of
    ///   pseudonyms that cannot.
    public init(_ settings: ServingSettings, before: Self? = nil) throws {
        if let contradiction = settings.contradiction { throw contradiction.error }
        let access: AccessPolicy
        if let keys = settings.access?.keys {
            access =
                if let before, before.access.file == keys { before.access } else {
                    .keys(try AccessKeys(file: keys))
                }
        } else if settings.access?.openOnLoopback == true {
            access = .open
        } else {
            throw ServingError.accessUndeclared
        }
        self.init(
            registry: Registry(root: settings.registry), models: settings.models, access: access)
        personas = settings.personas
        listen = settings.listen ?? listen
        threads = settings.threads ?? threads
        busyPoll = settings.busyPollMicroseconds.map { .microseconds($0) } ?? busyPoll
        poll = settings.pollMilliseconds.map { .milliseconds($0) } ?? poll
        watchesRegistry = settings.watchRegistry ?? watchesRegistry
        drain = settings.drainSeconds.map { .seconds($0) } ?? drain
        trustedKeys = try settings.trustedKeys.map { try TrustedKeys(files: $0) }
        certificate = try settings.tls.map { try ServerCertificate($0) }
        traces = settings.traces.flatMap { TraceConfiguration($0) }
        decisions = try settings.decisions.map { try DecisionLogging($0) }
        audit = settings.audit.map { AuditLogging($0) }
        limits.connections = settings.limits?.connections ?? limits.connections
        limits.bodyBytes = settings.limits?.bodyBytes ?? limits.bodyBytes
        limits.pendingBytes = settings.limits?.pendingBytes ?? limits.pendingBytes
        limits.batchRows = settings.limits?.batchRows ?? limits.batchRows
        limits.idleSeconds = settings.limits?.idleSeconds ?? limits.idleSeconds
    }
}
