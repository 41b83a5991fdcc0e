import Glibc
import TestKit
import Testing

@testable import Serving

@Suite struct OverloadTests {
    private static let infer = "/v2/models/repeat-purchase/infer"

    /// As many clients as may be connected, each with a connection that stays.
    private func fill(_ server: TestServer, _ count: Int) throws -> [TestClient] {
        try (0..<count).map { _ in
            let client = try server.client()
            #expect(try client.request("GET", "/v2/health/live").status == 200)
            return client
        }
    }

    @Test(arguments: [1, 3]) func oneConnectionTooManyIsToldSo(threads: Int) throws {
        let server = try TestServer { configuration in
            configuration.limits.connections = 4
            // What is told here is that there are too many, not that one asks late.
            configuration.limits.spareSeconds = 600
            configuration.threads = threads
        }
        // The connection that waited for the model to load may still be open.
        try server.wait { server.daemon.server.openConnections == 0 }
        var clients = try fill(server, 4)
        for (method, path, body) in [("POST", Self.infer, TestModel.inferBody), ("GET", "/nowhere", nil)] {
            let client = try server.client()
            let reply = try client.request(method, path, body)
            #expect(reply.status == 503 && reply.headers["retry-after"] == "1")
            #expect(reply.error.contains("more connections are open"))
            #expect(reply.headers["connection"]?.lowercased() == "close")
            #expect(throws: TestClient.Failure.self) { try client.request("GET", "/v2/health/live") }
        }
        let spare = try server.client()
        #expect(try spare.request("GET", "/v2/health/ready").status == 200)
        #expect(try clients[0].request("POST", Self.infer, TestModel.inferBody).status == 200)
        let metrics = try clients[0].request("GET", "/metrics").text
        #expect(metrics.contains(#"leadline_overload_refused_total{reason="connections"} 2"#))
        clients.removeLast()
        try server.wait { try server.client().request("POST", Self.infer, TestModel.inferBody).status == 200 }
    }

    /// Who waits for the library to take connections again, that has as many as it may, waits no longer than for the first that
    /// ends.
    @Test func aConnectionThatEndsMakesRoomAtOnce() throws {
        let server = try TestServer { configuration in
            configuration.limits.connections = 2
            configuration.limits.spareSeconds = 600
            configuration.threads = 1
        }
        try server.wait { server.daemon.server.openConnections == 0 }
        let most = 2 + ConnectionWatch.spare
        var clients = try (0..<most).map { _ in try server.client() }
        try server.wait { server.daemon.server.openConnections == most }
        let waiting = try server.client()
        try waiting.send(Array("GET /v2/health/live HTTP/1.1\r\nHost: h\r\n\r\n".utf8))
        clients.removeLast()
        #expect(try waiting.reply().status == 200)
    }

    /// Those that say nothing are cut, though they are within the time of the others.
    @Test func spareConnectionsAreNotHeldForLong() throws {
        let server = try TestServer { $0.limits.connections = 2 }
        try server.wait { server.daemon.server.openConnections == 0 }
        let clients = try fill(server, 2)
        let silent = try (0..<20).map { _ in try server.client() }
        for client in silent {
            let end = #expect(throws: TestClient.Failure.self) { try client.reply() }
            #expect(end?.what == "closed")
        }
        try server.wait { server.daemon.server.openConnections == 2 }
        for client in clients { #expect(try client.request("GET", "/v2").status == 200) }
    }

    /// Where the server is late to read, the client's patience is not at its end.
    @Test func whoHasAskedIsNotCutAsASpareConnection() {
        let watch = ConnectionWatch(limit: 0, sparePatience: 0)
        // Of each pair the server's end, and the client's.
        var (silent, asking): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        #expect(unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &silent) == 0)
        #expect(unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &asking) == 0)
        defer { for end in silent + asking { close(end) } }
        for end in [silent[0], asking[0]] { #expect(watch.open(end).isSpare) }
        func isCut(_ end: Int32) -> Bool {
            var byte: UInt8 = 0
            return unsafe recv(end, &byte, 1, Int32(MSG_DONTWAIT)) == 0
        }
        #expect(unsafe send(asking[1], [0x47], 1, 0) == 1)
        TestServer.nap()
        watch.cut(afterSeconds: 600)
        #expect(isCut(silent[1]) && !isCut(asking[1]))
        // Not for ever: nobody's patience is longer than that with all others.
        watch.cut(afterSeconds: 0)
        #expect(isCut(asking[1]))
    }

    @Test func bodiesHaveABoundTogether() throws {
        let server = try TestServer { configuration in
            configuration.limits.bodyBytes = 10_000
            configuration.limits.pendingBytes = 15_000
        }
        let slow = try server.client()
        try server.begin(
            Array("POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n{".utf8), by: slow)
        let large = TestModel.inferBody + String(repeating: " ", count: 9_000)
        let reply = try server.client().request("POST", Self.infer, large)
        #expect(reply.status == 503 && reply.headers["retry-after"] == "1")
        #expect(reply.error.contains("memory"))
        // Without an announced length, the bytes count as they come.
        let pieces = try server.client()
        try pieces.send(
            Array("POST \(Self.infer) HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".utf8))
        for _ in 0..<9 {
            try pieces.send(Array("3e8\r\n\(String(repeating: " ", count: 1_000))\r\n".utf8))
        }
        try pieces.send(Array("0\r\n\r\n".utf8))
        #expect(try pieces.reply().status == 503)
        // What a refused body had is free before it is told so.
        #expect(try server.client().request("POST", Self.infer, TestModel.inferBody).status == 200)
        try slow.send(Array(String(repeating: " ", count: 9_999).utf8))
        #expect(try slow.reply().status == 400)
        // What it took is given back when its answer is out, a moment after the client has it.
        try server.wait { try server.client().request("POST", Self.infer, large).status == 200 }
    }

    @Test func moreConnectionsThanTheSystemAllowsAreRefusedAtTheStart() {
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        #expect(throws: ServingError.self) {
            try DescriptorLimit.raise(forConnections: Int(min(limit.rlim_max, 1 << 40)), threads: 1)
        }
        let error = ServingError.tooFewDescriptors(needed: 700, available: 256)
        #expect("\(error)".contains("LimitNOFILE"))
    }
}
