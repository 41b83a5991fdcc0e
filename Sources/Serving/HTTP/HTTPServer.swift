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
    private let watch: ConnectionWatch
    private let dispatchers: [HTTPDispatcher]
    private let workers: [HTTPWorker]
    private let threads: [RepeatingThread]
    private let sweeper: RepeatingThread
    private let certificate: CertificateMemory?
    private let isStopped = Atomic<Bool>(false)

    /// Starts to listen and to answer.
    ///
    /// - Parameters:
    ///   - threads: that read, compute and write; at least 1.
    ///   - busyPoll: how long each of them looks for the next request before it sleeps; not at all where there is but one
    ///     processor.
    ///   - limits: as they are at the start, for what cannot change afterwards.
    ///   - live: the limits that may change.
    ///   - certificate: for TLS; nil for connections that are not encrypted.
    ///   - readsTraces: whether requests come with the headers of their trace.
    ///   - respond: gives the answer; called from any of the threads at once.
    /// - Throws: `ServingError.cannotListen`; `invalidCertificate` for one that does not fit its key.
    init(
        listen: ListenAddress, threads: Int, busyPoll: Duration = .zero, limits: ServingLimits,
        live: LiveLimits, certificate: ServerCertificate? = nil, readsTraces: Bool = false,
        access: @escaping @Sendable (HTTPRequest) -> AccessVerdict,
        respond: @escaping @Sendable (HTTPRequest) -> HTTPResponse
    ) throws(ServingError) {
        let connections = limits.connections + max(ConnectionWatch.spare, threads)
        try DescriptorLimit.raise(forConnections: connections, threads: threads)
        let socket = try ListenSocket(listen)
        self.socket = socket
        let watch = ConnectionWatch(limit: limits.connections, sparePatience: limits.spareSeconds)
        self.watch = watch
        let budget = BodyBudget(live)
        let memory = certificate.map { CertificateMemory($0) }
        self.certificate = memory
        let isAlone = ProcessorCount.current < 2
        var dispatchers: [HTTPDispatcher] = []
        var workers: [HTTPWorker] = []
        for index in 0..<threads {
            let dispatcher = HTTPDispatcher(
                limits: live, watch: watch, budget: budget, readsTraces: readsTraces, access: access,
                respond: respond)
            let share = connections / threads + (index < connections % threads ? 1 : 0)
            let worker = unsafe HTTPWorker(
                dispatcher, flags: (memory == nil ? MHD_USE_TURBO : MHD_USE_TLS).rawValue,
                options: Self.options(
                    socket: socket.number, connections: share, limits: limits, certificate: memory,
                    dispatcher),
                busyPoll: isAlone ? 0 : Int(busyPoll / .nanoseconds(1)), threads: threads)
            guard let worker else {
                for worker in workers { worker.close() }
                socket.close()
                if let certificate { throw .invalidCertificate(file: certificate.file) }
                throw .cannotListen(address: "\(listen)", code: 0)
            }
            dispatchers.append(dispatcher)
            workers.append(worker)
        }
        self.dispatchers = dispatchers
        self.workers = workers
        self.threads = workers.map { worker in RepeatingThread(every: .zero) { worker.turn() } }
        sweeper = RepeatingThread(every: .seconds(1)) { watch.cut(afterSeconds: 2 * limits.idleSeconds) }
    }

    deinit { drain(within: .zero) }

    /// Requests that are being received or answered.
    var activeRequests: Int { dispatchers.reduce(0) { $0 + $1.active.load(ordering: .relaxed) } }

    /// Connections that are open.
    var openConnections: Int { watch.count }

    /// Stops to accept, lets the requests in flight finish within the deadline, and stops; a second call does
    /// nothing.
    ///
    /// - Returns: whether all of them finished.
    @discardableResult
    func drain(within deadline: Duration) -> Bool {
        guard !isStopped.exchange(true, ordering: .sequentiallyConsistent) else { return true }
        for dispatcher in dispatchers { dispatcher.isDraining.store(true, ordering: .relaxed) }
        for worker in workers { worker.quiesce() }
        socket.stop()
        let end = ContinuousClock.now + deadline
        while activeRequests > 0, ContinuousClock.now < end { RepeatingThread.sleep(for: .milliseconds(5)) }
        let finished = activeRequests == 0
        sweeper.stop()
        for worker in workers { worker.end() }
        for thread in threads { thread.stop() }
        for worker in workers { worker.close() }
        socket.close()
        return finished
    }

    private static func options(
        socket: Int32, connections: Int, limits: ServingLimits, certificate: CertificateMemory?,
        _ dispatcher: HTTPDispatcher
    ) -> [MHD_OptionItem] {
        let context = unsafe Unmanaged.passUnretained(dispatcher).toOpaque()
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
            item(.CONNECTION_LIMIT, connections),
            item(.CONNECTION_MEMORY_LIMIT, limits.headerBytes),
            item(.CONNECTION_TIMEOUT, limits.idleSeconds),
            item(.NOTIFY_COMPLETED, completed, context),
            item(.NOTIFY_CONNECTION, connection, context),
            item(.END, 0),
        ]
    }
}
