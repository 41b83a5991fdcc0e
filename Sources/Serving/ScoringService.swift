internal import Registry
internal import Features
internal import Synchronization

/// Answers requests: routing, access, the protocol and the metrics; it knows nothing of sockets.
final class ScoringService: Sendable {
    /// What `GET /v2` says of the server.
    static let serverName = "leadlined"

    let store: ModelStore
    let limits: LiveLimits
    /// Keeps what is answered about whom; nil where nothing is kept.
    let decisions: DecisionWriter?
    private let access: AccessControl
    /// Keeps who asked for what; nil where that is not kept.
    let audit: AuditLog?
    /// Asks the versions that answer nobody.
    let shadows = ShadowQueue()
    let metrics: ServingMetrics
    /// Records requests; nil where nothing is traced.
    let tracer: Tracer?
    let log: ServingLog
    /// Requests being answered, and whether the server is going away.
    private let active = Atomic<Int>(0)
    private let isDraining = Atomic<Bool>(false)

    init(
        store: ModelStore, access: AccessControl, limits: LiveLimits, decisions: DecisionWriter? = nil,
        metrics: ServingMetrics, audit: AuditLog? = nil, tracer: Tracer? = nil, log: ServingLog
    ) {
        self.store = store
        self.access = access
        self.limits = limits
        self.decisions = decisions
        self.metrics = metrics
        self.audit = audit
        self.tracer = tracer
        self.log = log
    }

    /// From now on the server is not ready, so that balancers send no more.
    func drain() { isDraining.store(true, ordering: .relaxed) }

    /// Answers a request; called from several threads at once.
    func respond(to request: HTTPRequest) -> HTTPResponse {
        active.add(1, ordering: .relaxed)
        defer { active.subtract(1, ordering: .relaxed) }
        let start = MonotonicTime.now
        let route = request.route
        let parent = traceContext(of: request)
        // Who is not let in neither fills the collector nor the log, whatever its trace's flag says.
        let trace =
            request.access?.isAdmitted == false || request.overload != nil ? nil : tracer?.begin(parent)
        let time = trace == nil ? nil : Instant.now
        var record = AnswerRecord(trace)
        var response: HTTPResponse
        do throws(ServingError) {
            response = try answer(request, route, &record)
        } catch {
            response = .error(error)
        }
        let end = MonotonicTime.now
        metrics.requests.answered(
            route?.template ?? .other, RequestMeter.Method(request.method), status: response.status,
            nanoseconds: end.nanoseconds(since: start))
        if let audit, route?.isOpen != true {
            // Who is not let in, or asks wrongly, may have named a model in the path.
            let model = record.model ?? route?.model.flatMap { store.slot($0)?.reference.name }
            audit.keep(
                request, route: route?.template ?? .other, model: model, version: record.version,
                status: response.status)
        }
        conclude(trace, after: parent, request, route, from: (start, time), to: end, &response)
        return response
    }

    /// What the request's key opens, and a token of its rate.
    func access(of request: HTTPRequest) -> AccessVerdict { access.verdict(for: request.authorization) }

    /// Who asks; without a key not even which paths exist is told.
    private func caller(of request: HTTPRequest, _ route: Route?) throws(ServingError) -> Caller {
        let verdict = request.access ?? access(of: request)
        if route?.isOpen == true, !verdict.isAdmitted { return .nobody }
        switch verdict {
        case .admitted(let caller):
            guard let role = route?.role, !caller.roles.contains(role) else { return caller }
            metrics.safeguards.access.count(.role)
            throw .forbidden(needs: role)
        case .refused(let refusal, let seconds):
            metrics.safeguards.access.count(refusal)
            throw refusal == .rate ? .tooManyRequests(retryAfter: seconds) : .unauthorized
        }
    }

    private func answer(
        _ request: HTTPRequest, _ route: Route?, _ record: inout AnswerRecord
    ) throws(ServingError) -> HTTPResponse {
        if let overload = request.overload, route?.isOpen != true {
            metrics.safeguards.overload.count(overload)
            throw .overloaded(overload)
        }
        let caller = try caller(of: request, route)
        guard let route else { throw .unknownPath }
        guard let method = HTTPMethod(ofRequest: request.method), route.methods.contains(method) else {
            throw .wrongMethod(allowed: route.methods)
        }
        if request.isTooLarge { throw .bodyTooLarge(limit: limits.bodyBytes) }
        switch route {
        case .serverMetadata: return serverMetadata(version: metrics.version)
        case .live: return live()
        case .ready:
            return ready(
                isDraining: isDraining.load(ordering: .relaxed), tellsModels: caller.roles.contains(.admin))
        case .modelMetadata(let name, let version):
            let model = try store.model(name, version: version)
            record.answered(by: model)
            return modelMetadata(model, loaded: try store.route(name).loaded)
        case .modelReady(let name, let version):
            let model = try store.model(name, version: version)
            record.answered(by: model)
            return ready(model)
        case .infer(let name, let version):
            let route = try store.route(name)
            // Read from binary tensors once, though the model may be found to be left alone only then.
            var body: [UInt8]?
            return try asking(route, version: version) { (effort) throws(ServingError) in
                let json = try self.body(of: request, for: route, version: version)
                body = json
                return try infer(json, by: route, version: version, &record, &effort)
            } otherwise: { (fallback) throws(ServingError) in
                try infer(body, of: request, by: fallback, record)
            }
        case .statistics(let name, let version): return try statistics(name, version: version)
        case .repositoryIndex: return try repositoryIndex(request.body, for: caller)
        case .repositoryControl:
            throw .unsupported(
                problem: "models are not loaded or unloaded over HTTP",
                remedy: "promote a version in the registry, and it is loaded")
        case .invocations:
            let route = try store.route(nil)
            record.model = route.name
            return try asking(route, isShared: false) { (effort) throws(ServingError) in
                try invocations(request.body, by: route, &record, &effort)
            } otherwise: { (fallback) throws(ServingError) in
                try invocations(request.body, by: fallback)
            }
        case .score: return try score(request.body, for: caller, &record)
        case .persona: return try persona(request.body, &record)
        case .explain: return try explain(request.body, &record)
        case .status: return statusPage(isDraining: isDraining.load(ordering: .relaxed))
        case .openAPI:
            return OpenAPIDocument(
                version: metrics.version, models: store.names, needsKey: access.needsKey
            ).response
        case .metrics:
            return HTTPResponse(
                status: 200, contentType: "text/plain; version=0.0.4; charset=utf-8",
                body: metrics.text(
                    routes: store.routes, personas: store.personas, decisions: decisions, shadows: shadows,
                    activeRequests: active.load(ordering: .relaxed), tracer: tracer, audit: audit))
        }
    }
}
