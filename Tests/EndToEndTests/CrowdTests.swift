import FoundationEssentials
import Glibc
import TestKit
import Testing

/// More clients than are admitted, clients that are slow, and many that say nothing.
@Suite(.serialized) struct CrowdTests {
    private static let body = Shop.purchases.body(customer: "c1000", asOf: Shop.asOf)

    private static func request(_ body: String) -> [UInt8] {
        Array(
            "POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
    }

    private static func ready(_ daemon: RunningDaemon) throws {
        try RunningDaemon.wait { try daemon.request("GET", "/v2/health/ready").status == 200 }
    }

    /// Asks a daemon that waits for two seconds; again where this process was held up for longer, and so cut as any other.
    private static func impatient(_ daemon: RunningDaemon) throws -> HTTPClient.Reply {
        for _ in 0..<4 {
            let began = ContinuousClock.now
            do {
                return try daemon.request("POST", "/v1/score", body)
            } catch {
                if ContinuousClock.now - began < .seconds(2) { throw error }
            }
        }
        return try daemon.request("POST", "/v1/score", body)
    }

    private static func refusals(_ metrics: String) -> Int {
        let line = metrics.split(separator: "\n").first {
            $0.hasPrefix(#"leadline_overload_refused_total{reason="connections"}"#)
        }
        return line.flatMap { Int($0.split(separator: " ").last ?? "") } ?? 0
    }

    /// Ten times as many clients at once as are admitted: each is answered or told to come again, all are counted, and the
    /// daemon is no larger for it.
    @Test func aBurstIsAnsweredOrRefused() throws {
        let admitted = 16
        let daemon = try RunningDaemon(Shop.promoted(), "--max-connections", "\(admitted)")
        try Self.ready(daemon)
        let expected = try daemon.request("POST", "/v1/score", Self.body)
        #expect(expected.status == 200)
        var refused = 0
        func burst() throws {
            // Until the daemon has noticed that clients have gone, it holds places for them.
            try RunningDaemon.wait { try daemon.openConnections() == 0 }
            // Each asks at once, since the daemon does not wait for long above its limit; all stay.
            let clients = try (0..<10 * admitted).map { _ in
                let client = try HTTPClient(port: daemon.port)
                try client.send(Self.request(Self.body))
                return client
            }
            let replies = try clients.map { try $0.reply() }
            let answered = replies.filter { $0.status == 200 }
            let told = replies.filter { $0.status == 503 }
            #expect(answered.count + told.count == replies.count && answered.count >= admitted / 2)
            #expect(answered.allSatisfy { $0.body == expected.body })
            #expect(
                told.allSatisfy { $0.headers["retry-after"] == "1" && $0.text.contains("more connections") })
            refused += told.count
        }
        var sizes: [Int] = []
        for _ in 0..<20 {
            try burst()
            sizes.append(try daemon.residentBytes())
        }
        #expect(refused > 20 * admitted)
        try RunningDaemon.wait { try daemon.openConnections() == 0 }
        let metrics = try daemon.request("GET", "/metrics")
        #expect(Self.refusals(metrics.text) == refused)
        #expect(sizes[19] < sizes[1] + (8 << 20), "\(sizes)")
        #expect(daemon.stop() == 0)
    }

    /// Clients that send a byte a second keep nobody else waiting, and are cut.
    @Test func aByteASecondStarvesNobody() throws {
        let daemon = try RunningDaemon(Shop.promoted(), "--max-connections", "40", "--timeout", "2")
        try Self.ready(daemon)
        let request = Self.request(Self.body)
        var slow = try (0..<32).map { _ in
            (client: try HTTPClient(port: daemon.port), since: ContinuousClock.now)
        }
        var place = 0
        var rounds = 0
        // A connection of theirs that was cut takes no more bytes.
        while !slow.isEmpty, rounds < 60 {
            slow = slow.filter { client, since in
                if (try? client.send([request[place % request.count]])) != nil { return true }
                // Not before they had their time.
                #expect(ContinuousClock.now - since >= .seconds(2))
                return false
            }
            for _ in 0..<5 {
                let reply = try Self.impatient(daemon)
                #expect(reply.status == 200, "\(reply.text)")
            }
            place += 1
            rounds += 1
            sleep(1)
        }
        #expect(slow.isEmpty, "\(slow.count) after \(rounds) rounds")
        #expect(daemon.stop() == 0)
    }

    /// Clients that do not read their answers are cut, too.
    @Test func whoDoesNotReadIsCut() throws {
        let daemon = try RunningDaemon(Shop.promoted(), "--max-connections", "40", "--timeout", "2")
        try Self.ready(daemon)
        let question = Array("GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
        let deaf = try (0..<8).map { _ in try HTTPClient(port: daemon.port) }
        // Far more answers than the host's buffers hold, for questions that fit in them.
        for client in deaf { for _ in 0..<400 { try? client.send(question) } }
        let began = ContinuousClock.now
        var open = 8
        while open > 0, ContinuousClock.now - began < .seconds(60) {
            #expect(try Self.impatient(daemon).status == 200)
            // The connection that asked just now may still be open for a moment.
            usleep(100_000)
            open = try daemon.openConnections()
        }
        #expect(open == 0)
        #expect(daemon.stop() == 0)
        withExtendedLifetime(deaf) {}
    }

    private static let crowd = 10_000

    /// Whether this process and another may have as many connections.
    private static var mayHoldCrowd: Bool {
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        guard limit.rlim_max >= rlim_t(crowd + 1_000) else { return false }
        limit.rlim_cur = max(limit.rlim_cur, rlim_t(crowd + 1_000))
        return unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
    }

    /// Ten thousand connections that asked once and say nothing any more.
    @Test(.enabled(if: mayHoldCrowd, "the host allows too few open files"))
    func tenThousandIdleConnectionsAreHeld() throws {
        let daemon = try RunningDaemon(
            Shop.promoted(), "--max-connections", "\(Self.crowd + 100)", "--timeout", "600")
        try Self.ready(daemon)
        #expect(try daemon.request("POST", "/v1/score", Self.body).status == 200)
        let before = try daemon.residentBytes()
        let clients = try (0..<Self.crowd).map { index in
            let client = try HTTPClient(port: daemon.port)
            // Every other one says nothing at all.
            if index % 2 == 0 {
                let reply = try client.request("POST", "/v1/score", Self.body)
                guard reply.status == 200 else { throw HTTPClient.Failure(what: reply.text) }
            }
            return client
        }
        try RunningDaemon.wait { try daemon.openConnections() == Self.crowd }
        let held = try daemon.residentBytes() - before
        // The 32 KiB that a head may have, and what goes with it.
        #expect(held < Self.crowd * 40 << 10, "\(held >> 10) KiB")
        for _ in 0..<100 { #expect(try daemon.request("POST", "/v1/score", Self.body).status == 200) }
        #expect(try clients[0].request("POST", "/v1/score", Self.body).status == 200)
        #expect(daemon.stop() == 0)
        withExtendedLifetime(clients) {}
    }
}
