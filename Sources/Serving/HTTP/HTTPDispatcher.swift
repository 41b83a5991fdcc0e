internal import CMicroHTTPD
internal import Synchronization

/// What the HTTP library's callbacks of one thread share.
final class HTTPDispatcher: Sendable {
    let respond: @Sendable (HTTPRequest) -> HTTPResponse
    /// What the key of a request opens, of which only the headers are there; the body of one that is not let in is
    /// not kept.
    let access: @Sendable (HTTPRequest) -> AccessVerdict
    let limits: LiveLimits
    /// Whether the headers of a trace are read.
    let readsTraces: Bool
    /// Requests between their headers and the last byte of their answer.
    let active = Atomic<Int>(0)
    // Counted by the thread alone.
    private let answers = Atomic<Int>(0)
    private let opens = Atomic<Int>(0)
    private let closes = Atomic<Int>(0)
    /// Whether answers tell clients to close.
    let isDraining = Atomic<Bool>(false)
    let connections: ConnectionWatch
    private let budget: BodyBudget
    private let spare = SpareBody()

    init(
        limits: LiveLimits, watch: ConnectionWatch, budget: BodyBudget, readsTraces: Bool,
        access: @escaping @Sendable (HTTPRequest) -> AccessVerdict,
        respond: @escaping @Sendable (HTTPRequest) -> HTTPResponse
    ) {
        self.limits = limits
        self.readsTraces = readsTraces
        connections = watch
        self.budget = budget
        self.access = access
        self.respond = respond
    }

    /// Answers that are out.
    var answered: Int { answers.load(ordering: .relaxed) }

    /// Connections of the thread's that are over.
    var closed: Int { closes.load(ordering: .relaxed) }

    /// Whether the thread has no more of the open connections than its share.
    func hasItsShare(of threads: Int) -> Bool {
        let own = opens.load(ordering: .relaxed) - closed
        return threads == 1 || own * threads < connections.count + threads
    }

    /// An answer is out.
    func countAnswer() {
        Self.increment(answers)
        active.subtract(1, ordering: .relaxed)
    }

    /// A connection is open.
    func countOpening() { Self.increment(opens) }

    /// A connection is over.
    func countClosing() { Self.increment(closes) }

    private static func increment(_ count: borrowing Atomic<Int>) {
        count.store(count.load(ordering: .relaxed) + 1, ordering: .relaxed)
    }

    /// The exchange for a request whose headers have arrived; it counts as active once it has what it takes of the budget.
    func begin(_ connection: OpaquePointer, method: String, route: Route?) -> HTTPExchange {
        let request = HTTPRequest(
            method: method, route: route,
            authorization: unsafe Self.header("Authorization", of: connection))
        if readsTraces {
            request.traceparent = unsafe Self.header("traceparent", of: connection)
            request.tracestate = unsafe Self.header("tracestate", of: connection)
        }
        if method == "POST",
            let length = unsafe Self.header("Inference-Header-Content-Length", of: connection)
        {
            request.inferenceHeaderLength = Int(length) ?? -1
        }
        let isSpare = unsafe Self.watched(connection)?.isSpare == true
        if isSpare { request.overload = .connections } else { request.access = access(request) }
        let announced = unsafe Self.header("Content-Length", of: connection).flatMap { Int($0) }
        let keepsBody = request.access?.isAdmitted == true
        let exchange = HTTPExchange(
            request, announcedBytes: announced, limit: limits.bodyBytes, keepsBody: keepsBody,
            isSpare: isSpare, budget: budget, spare: spare)
        active.add(1, ordering: .relaxed)
        return exchange
    }

    /// Whether to answer before the body arrives: the client waits for leave to send it, and it is not wanted.
    func refusesEarly(_ exchange: HTTPExchange, _ connection: OpaquePointer) -> Bool {
        (exchange.request.isTooLarge || exchange.request.overload != nil)
            && (unsafe Self.header("Expect", of: connection)) != nil
    }

    /// Answers.
    func answer(_ exchange: HTTPExchange, _ connection: OpaquePointer) -> MHD_Result {
        let answer = respond(exchange.request)
        // The library copies the bytes, and changes none of them.
        let response = unsafe answer.body.withUnsafeBytes { bytes in
            unsafe MHD_create_response_from_buffer(
                bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
        }
        guard let response = unsafe response else { return .NO }
        defer { unsafe MHD_destroy_response(response) }
        // Without a copy of the text, which a plain argument would be.
        unsafe answer.contentType.withCString { type in
            _ = unsafe MHD_add_response_header(response, "Content-Type", type)
        }
        for header in answer.headers {
            unsafe MHD_add_response_header(response, header.name, header.value)
        }
        if exchange.isSpare || isDraining.load(ordering: .relaxed) {
            unsafe MHD_add_response_header(response, "Connection", "close")
        }
        return unsafe MHD_queue_response(connection, UInt32(answer.status), response)
    }

    /// The connection as the watch keeps it; nil before it is open.
    static func watched(_ connection: OpaquePointer) -> WatchedConnection? {
        guard let mark = unsafe leadline_http_mark(connection) else { return nil }
        return unsafe Unmanaged<WatchedConnection>.fromOpaque(mark).takeUnretainedValue()
    }

    private static func header(_ name: StaticString, of connection: OpaquePointer) -> String? {
        var value: UnsafePointer<CChar>?
        let isThere = name.withUTF8Buffer { name in
            unsafe MHD_lookup_connection_value_n(
                connection, .HEADER_KIND,
                UnsafeRawPointer(name.baseAddress)?.assumingMemoryBound(to: CChar.self),
                name.count, &value, nil)
        }
        guard isThere == .YES else { return nil }
        return unsafe value.map { unsafe String(cString: $0) }
    }
}
