import Storage
import Synchronization
import TestKit

@testable import Serving

/// A collector that keeps the bodies it is sent.
final class CollectorStub: Sendable {
    private let received = Received()
    private let server: HTTPServer

    private final class Received: Sendable {
        let bodies = Mutex<[[UInt8]]>([])
        let status = Atomic<Int>(200)
    }

    init() throws {
        let received = received
        var limits = ServingLimits()
        // A busy machine may hold up the exporter for longer than the stub would wait for a client.
        limits.idleSeconds = 600
        server = try HTTPServer(
            listen: ListenAddress("127.0.0.1:0"), threads: 1, limits: limits,
            live: LiveLimits(limits), access: { _ in .admitted(.anyone) },
            respond: { request in
                let body = request.body
                received.bodies.withLock { $0.append(body) }
                return HTTPResponse(status: received.status.load(ordering: .relaxed))
            })
    }

    var configuration: TraceConfiguration {
        get throws {
            guard let endpoint = TraceEndpoint("http://127.0.0.1:\(server.address.port)/v1/traces") else {
                throw TestClient.Failure(what: "no endpoint")
            }
            var configuration = TraceConfiguration(endpoint: endpoint)
            configuration.interval = .milliseconds(5)
            // What is late is not sent again.
            configuration.patience = .seconds(60)
            return configuration
        }
    }

    /// What was sent so far, a body a request.
    var bodies: [[UInt8]] { received.bodies.withLock { $0 } }

    func answer(_ status: Int) { received.status.store(status, ordering: .relaxed) }

    /// The spans so far.
    func spans() throws -> [[String: JSONNode]] {
        try bodies.flatMap { body in
            try JSONDocument(parsing: body).root.members["resourceSpans"]?.elements.flatMap {
                resource in
                resource.members["scopeSpans"]?.elements.flatMap { scope in
                    scope.members["spans"]?.elements.map(\.members) ?? []
                } ?? []
            } ?? []
        }
    }
}
