import Glibc
import Synchronization
import TestKit
import Testing

@testable import Serving

@Suite struct DrainTests {
    @Test func finishesRequestsInFlightAndRefusesNewConnections() throws {
        let server = try TestServer()
        let client = try server.client()
        // The head and half of the body are there when the drain begins.
        let body = Array(TestModel.inferBody.utf8)
        let head =
            "POST /v2/models/repeat-purchase/infer HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.count)\r\n\r\n"
        try server.begin(Array(head.utf8) + body.prefix(20), by: client)
        let finished = Mutex<Bool?>(nil)
        let drain = RepeatingThread(every: .seconds(3_600)) {
            let result = server.daemon.drain(within: .seconds(60))
            finished.withLock { $0 = $0 ?? result }
        }
        try server.wait { (try? server.client()) == nil }
        #expect(finished.withLock { $0 } == nil)
        try client.send(Array(body.dropFirst(20)))
        let reply = try client.reply()
        #expect(reply.status == 200)
        #expect(reply.headers["connection"]?.lowercased() == "close")
        drain.stop()
        #expect(finished.withLock { $0 } == true)
    }

    @Test func doesNotWaitLongerThanItsDeadline() throws {
        let server = try TestServer()
        let client = try server.client()
        let head = "POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345"
        try server.begin(Array(head.utf8), by: client)
        // Had it waited for the request to end, or for the limit on idle connections, it would have finished.
        #expect(!server.daemon.drain(within: .milliseconds(200)))
    }

    /// Shadows are part of what is waited for.
    @Test func doesNotWaitForShadowsBeyondItsDeadline() throws {
        let server = try TestServer()
        let isBegun = Atomic(false)
        let isFree = Atomic(false)
        defer { isFree.store(true, ordering: .relaxed) }
        let shadows = server.daemon.service.shadows
        shadows.add(bytes: 1) {
            isBegun.store(true, ordering: .relaxed)
            while !isFree.load(ordering: .relaxed) { TestServer.nap() }
        }
        try server.wait { isBegun.load(ordering: .relaxed) }
        for _ in 0..<2 { shadows.add(bytes: 1) {} }
        // The server may not have done with the request before, though it was answered.
        try server.wait { server.daemon.server.activeRequests == 0 }
        #expect(server.daemon.drain(within: .milliseconds(200)))
        let line = try #require(server.log.lines.first { $0.contains("shadows.dropped") })
        #expect(line.contains(#""questions":"2""#))
    }

    @Test func cutsAClientThatSendsAByteNowAndThen() throws {
        let server = try TestServer { $0.limits.idleSeconds = 1 }
        let client = try server.client()
        var rest = Array("GET /v2/health/live HTTP/1.1\r\nHost: ".utf8)[...]
        var isCut = false
        let end = ContinuousClock.now + .seconds(60)
        while !isCut, ContinuousClock.now < end {
            do { try client.send([rest.popFirst() ?? UInt8(ascii: "a")]) } catch { isCut = true }
            usleep(200_000)
        }
        #expect(isCut)
        // A busy machine may hold up this client, too, for longer than the server waits.
        try server.wait { (try? server.client().request("GET", "/v2/health/live"))?.status == 200 }
    }

    @Test func boundsConnections() throws {
        let server = try TestServer { configuration in
            configuration.limits.connections = 4
            configuration.threads = 1
        }
        var clients: [TestClient] = []
        for _ in 0..<4 {
            let client = try server.client()
            #expect(try client.request("GET", "/v2/health/live").status == 200)
            clients.append(client)
        }
        clients.removeLast()
        try server.wait { (try? server.client().request("GET", "/v2/health/live").status) == 200 }
    }
}
