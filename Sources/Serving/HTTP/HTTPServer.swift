internal import CMicroHTTPD
internal import Synchronization

/// An HTTP/1.1 server over libmicrohttpd, with its own threads.
///
/// Requests are answered on the threads that read them: an answer is computed, never waited for.
@safe
final class HTTPServer: Sendable {
    /// Where it listens, with the port it got.
    var address: ListenAddress { socket.address }

    private let socket: ListenSocket
    private let dispatcher: HTTPDispatcher
    // The library synchronizes what it does with its daemon.
    private nonisolated(unsafe) let daemon: OpaquePointer
    private let sweeper: RepeatingThread
    private let certificate: CertificateMemory?
    private let isStopped = Atomic<Bool>(false)

    /// Starts to listen and to answer.
    ///
    /// - Parameters:
    ///   - threads: that read, compute and write; at least 1.
    ///   - limits: as they are at the start, for what cannot change afterwards.
    ///   - live: the limits that may change.
    ///   - certificate: for TLS; nil for connections that are not encrypted.
    ///   - readsTraces: whether requests come with the headers of their trace.
    ///   - respond: gives the answer; called from any of the threads at once.
    /// - Throws: `ServingError.cannotListen`; `invalidCertificate` for one that does not fit its key.
    init(
        listen: ListenAddress, threads: Int, limits: ServingLimits, live: LiveLimits,
        certificate: ServerCertificate? = nil, readsTraces: Bool = false,
        access: @escaping @Sendable (HTTPRequest) -> AccessVerdict,
        respond: @escaping @Sendable (HTTPRequest) -> HTTPResponse
    ) throws(ServingError) {
        let connections = limits.connections + max(ConnectionWatch.spare, threads)
        try DescriptorLimit.raise(forConnections: connections)
        socket = try ListenSocket(listen)
        let dispatcher = HTTPDispatcher(
            limits: live,
            watch: ConnectionWatch(limit: limits.connections, sparePatience: limits.spareSeconds),
            readsTraces: readsTraces, access: access,
            respond: respond)
        self.dispatcher = dispatcher
        let context = unsafe Unmanaged.passUnretained(dispatcher).toOpaque()
        let memory = certificate.map { CertificateMemory($0) }
        self.certificate = memory
        var options = unsafe Self.options(
            socket: socket.number, threads: threads, connections: connections, limits: limits,
            certificate: memory, context: context)
        let flags =
            MHD_USE_EPOLL_INTERNAL_THREAD.rawValue | MHD_USE_ITC.rawValue
            | (memory == nil ? MHD_USE_TURBO.rawValue : MHD_USE_TLS.rawValue)
        let started = unsafe leadline_http_start(flags, HTTPDispatcher.handle, context, &options)
        guard let started = unsafe started else {
            socket.close()
            if let certificate { throw .invalidCertificate(file: certificate.file) }
            throw .cannotListen(address: "\(listen)", code: 0)
        }
        unsafe daemon = started
        sweeper = RepeatingThread(every: .seconds(1)) {
            dispatcher.connections.cut(afterSeconds: 2 * limits.idleSeconds)
        }
    }

    deinit { drain(within: .zero) }

    /// Requests that are being received or answered.
    var activeRequests: Int { dispatcher.active.load(ordering: .relaxed) }

    /// Connections that are open.
    var openConnections: Int { dispatcher.connections.count }

    /// Stops to accept, lets the requests in flight finish within the deadline, and stops; a second call does
    /// nothing.
    ///
    /// - Returns: whether all of them finished.
    @discardableResult
    func drain(within deadline: Duration) -> Bool {
        guard !isStopped.exchange(true, ordering: .sequentiallyConsistent) else { return true }
        dispatcher.isDraining.store(true, ordering: .relaxed)
        unsafe MHD_quiesce_daemon(daemon)
        socket.stop()
        let end = ContinuousClock.now + deadline
        while activeRequests > 0, ContinuousClock.now < end { RepeatingThread.sleep(for: .milliseconds(5)) }
        let finished = activeRequests == 0
        sweeper.stop()
        unsafe MHD_stop_daemon(daemon)
        socket.close()
        return finished
    }

    private static func options(
        socket: Int32, threads: Int, connections: Int, limits: ServingLimits,
        certificate: CertificateMemory?,
        context: UnsafeMutableRawPointer
    ) -> [MHD_OptionItem] {
        func item(
            _ option: MHD_OPTION, _ value: Int, _ pointer: UnsafeMutableRawPointer? = nil
        ) -> MHD_OptionItem {
            unsafe MHD_OptionItem(option: option, value: value, ptr_value: pointer)
        }
        let completed = unsafe unsafeBitCast(HTTPDispatcher.completed, to: Int.self)
        let connection = unsafe unsafeBitCast(HTTPDispatcher.connection, to: Int.self)
        let transport =
            unsafe certificate.map { certificate in
                unsafe [
                    item(.HTTPS_MEM_CERT, 0, certificate.chain.baseAddress),
                    item(.HTTPS_MEM_KEY, 0, certificate.key.baseAddress),
                    item(.HTTPS_PRIORITIES, 0, certificate.priorities.baseAddress),
                ]
            } ?? []
        return unsafe transport + [
            item(.LISTEN_SOCKET, Int(socket)),
            item(.THREAD_POOL_SIZE, threads > 1 ? threads : 0),
            item(.CONNECTION_LIMIT, connections),
            item(.CONNECTION_MEMORY_LIMIT, limits.headerBytes),
            item(.CONNECTION_TIMEOUT, limits.idleSeconds),
            item(.NOTIFY_COMPLETED, completed, context),
            item(.NOTIFY_CONNECTION, connection, context),
            item(.END, 0),
        ]
    }
}
