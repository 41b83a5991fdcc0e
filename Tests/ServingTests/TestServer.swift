import Glibc
import Registry
import Storage
import Synchronization
import TestKit

@testable import Serving

/// A daemon on a free port, with a registry of its own.
final class TestServer: Sendable {
    let directory = TemporaryDirectory()
    let registry: Registry
    let daemon: Daemon
    let log: LineLog

    /// The lines of a log.
    final class LineLog: Sendable {
        private let stored = Mutex<[String]>([])
        var lines: [String] { stored.withLock { $0 } }
        func append(_ line: [UInt8]) { stored.withLock { $0.append(String(decoding: line, as: UTF8.self)) } }
    }

    init(
        intercepts: [Double] = [0.25], hasFeatures: Bool = true, keys: AccessKeys? = nil,
        change: (inout Daemon.Configuration) throws -> Void = { _ in }
    ) throws {
        registry = Registry(root: directory.path + "/registry")
        for intercept in intercepts {
            try TestModel.publish(intercept: intercept, hasFeatures: hasFeatures, in: registry)
        }
        if !intercepts.isEmpty { try TestModel.promote(1, in: registry) }
        var configuration = Daemon.Configuration(
            registry: registry, models: [ServedModel(champion: try ModelReference(serving: TestModel.name))],
            access: keys.map { .keys($0) } ?? .open)
        configuration.listen = try ListenAddress("127.0.0.1:0")
        configuration.poll = .milliseconds(5)
        // A busy machine may let a test wait for longer than the daemon would wait for a client.
        configuration.limits.idleSeconds = 600
        try change(&configuration)
        let log = LineLog()
        self.log = log
        daemon = try Daemon(configuration, log: ServingLog { log.append($0) })
        if !intercepts.isEmpty {
            try wait { (try? self.client().request("GET", "/v2/health/ready"))?.status == 200 }
        }
    }

    deinit { daemon.drain(within: .zero) }

    func client() throws -> TestClient { try TestClient(port: daemon.address.port) }

    /// Sends the beginning of a request, and waits until the server has it.
    func begin(_ bytes: [UInt8], by client: TestClient) throws {
        // The server may not have done with the request before, though it was answered.
        try wait { daemon.server.activeRequests == 0 }
        try client.send(bytes)
        try wait { daemon.server.activeRequests > 0 }
    }

    /// Asks again and again, for a minute at most, since the machine may be busy, until it is so.
    func wait(until isSo: () throws -> Bool) throws {
        let end = ContinuousClock.now + .seconds(60)
        while try !isSo() {
            if ContinuousClock.now > end { throw TestClient.Failure(what: "waited in vain") }
            TestServer.nap()
        }
    }

    static func nap() {
        usleep(3_000)
    }
}
