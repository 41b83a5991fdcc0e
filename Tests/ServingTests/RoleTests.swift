import Glibc
import Storage
import TestKit
import Testing

@testable import Serving

@Suite struct RoleTests {
    let directory = TemporaryDirectory()
    var file: String { directory.path + "/keys" }

    private func key(_ name: String, _ roles: Set<AccessRole>, rate: Int? = nil) throws -> String {
        try AccessKeys.create(name: name, roles: roles, requestsPerSecond: rate, file: file)
    }

    private static let score =
        #"{"entity":"customer:7","asOf":"2026-02-01T00:00:00Z","events":\#(ScoreTests.events)}"#

    /// Every resource with every single role.
    @Test(arguments: AccessRole.allCases) func aKeyDoesWhatItIsFor(role: AccessRole) throws {
        let key = try key("one", [role])
        let server = try TestServer(keys: try AccessKeys(file: file))
        let client = try server.client()
        let model = "/v2/models/repeat-purchase"
        let requests: [(method: String, path: String, body: String?, needs: AccessRole?)] = [
            ("GET", "/v2", nil, nil), ("GET", "/v2/health/live", nil, nil), ("GET", model, nil, nil),
            ("GET", model + "/ready", nil, nil), ("POST", "/v2/repository/index", "{}", nil),
            ("POST", model + "/infer", TestModel.inferBody, .score),
            (
                "POST", "/invocations",
                #"{"dataframe_split":{"columns":["region","frequency","recency"],"data":[["x",3,1]]}}"#,
                .score
            ),
            ("POST", "/v1/score", Self.score, .score),
            ("POST", "/v1/explain", Self.score, .explain),
            ("GET", "/metrics", nil, .admin), ("GET", model + "/stats", nil, .admin),
        ]
        for (method, path, body, needs) in requests {
            let reply = try client.request(method, path, body, headers: ["Authorization: Bearer \(key)"])
            guard let needs, needs != role else {
                #expect(reply.status == 200, "\(path): \(reply.text)")
                continue
            }
            #expect(reply.status == 403, "\(path)")
            #expect(reply.error.contains("'\(needs.rawValue)'"))
            #expect(reply.headers["www-authenticate"]?.contains("scope=\"\(needs.rawValue)\"") == true)
        }
    }

    @Test func reasonsAreForThoseWhoMayHaveThem() throws {
        let plain = try key("plain", [.score])
        let curious = try key("curious", [.score, .explain])
        let admin = try key("admin", [.admin])
        let server = try TestServer(keys: try AccessKeys(file: file))
        func ask(_ method: String, _ path: String, _ body: String?, by key: String) throws -> TestClient.Reply
        {
            try server.client().request(method, path, body, headers: ["Authorization: Bearer \(key)"])
        }
        let one = try ask("POST", "/v1/score", Self.score, by: plain).members
        let other = try ask("POST", "/v1/score", Self.score, by: curious).members
        #expect(Set(other.keys).subtracting(one.keys) == ["baseline", "contributions"])
        #expect(one["probability"]?.number == other["probability"]?.number)
        try TestModel.publish(intercept: 9, in: server.registry)
        let broken = server.directory.path + "/registry/models/repeat-purchase/versions/2/manifest.json"
        try FileSystem.remove(broken)
        try AtomicFile.write(
            Array("2\n".utf8),
            to: server.directory.path + "/registry/models/repeat-purchase/aliases/production")
        try server.wait {
            try ask("POST", "/v2/repository/index", "{}", by: admin).text.contains("UNAVAILABLE")
        }
        #expect(try ask("POST", "/v2/repository/index", "{}", by: admin).text.contains("manifest.json"))
        let told = try ask("POST", "/v2/repository/index", "{}", by: plain).text
        #expect(!told.contains("manifest.json") && told.contains("role 'admin'"))
    }

    @Test func aRateHolds() throws {
        let limited = try key("limited", [.score], rate: 1)
        let free = try key("free", [.score, .admin])
        let server = try TestServer(keys: try AccessKeys(file: file))
        let client = try server.client()
        var statuses: [Int] = []
        // However slow the machine, more than one request a second comes in some second.
        try server.wait {
            let reply = try client.request("GET", "/v2", headers: ["Authorization: Bearer \(limited)"])
            statuses.append(reply.status)
            if reply.status == 429 { #expect(reply.headers["retry-after"] == "1") }
            return reply.status == 429
        }
        #expect(statuses.first == 200 && Set(statuses) == [200, 429])
        let metrics = try client.request("GET", "/metrics", headers: ["Authorization: Bearer \(free)"]).text
        #expect(metrics.contains(#"leadline_access_refused_total{reason="rate"} 1"#))
    }

    /// The number of requests let through in a time is that of the rate and one second's more, whatever the pace.
    @Test func tokensComeBackWithTime() {
        var generator = SplitMix64(seed: 7)
        for perSecond in [1, 3, 10, 1_000, 1_000_000] {
            let limit = RateLimit(perSecond: perSecond)
            var now: Int64 = 5_000_000_000
            let start = now
            var taken = 0
            for _ in 0..<20_000 {
                if limit.take(at: now) == nil { taken += 1 }
                now += Int64.random(in: 0..<2_000_000_000 / Int64(perSecond * 3), using: &generator)
            }
            let seconds = Double(now - start) / 1e9
            #expect(Double(taken) <= seconds * Double(perSecond) * 1.01 + Double(perSecond) + 1)
            // A small bucket is full, and so wastes time, between two requests.
            if perSecond >= 10 { #expect(Double(taken) >= seconds * Double(perSecond) * 0.97) }
        }
        let limit = RateLimit(perSecond: 2)
        #expect(limit.take(at: 0) == nil && limit.take(at: 0) == nil)
        #expect(limit.take(at: 0) == 500_000_000)
        #expect(limit.take(at: 499_999_999) == 1)
        #expect(limit.take(at: 500_000_000) == nil)
    }

    /// Made, changed and revoked while the daemon runs; a broken file and a missing one change nothing.
    @Test func keysChangeWithoutARestart() throws {
        let first = try key("first", [.score])
        let server = try TestServer(keys: try AccessKeys(file: file))
        func status(_ key: String) throws -> Int {
            try server.client().request("GET", "/v2", headers: ["Authorization: Bearer \(key)"]).status
        }
        #expect(try status(first) == 200)
        let second = try key("second", [.score])
        try server.wait { try status(second) == 200 }
        #expect(try status(first) == 200)
        try AccessKeys.revoke(name: "first", file: file)
        try server.wait { try status(first) == 401 }
        #expect(try status(second) == 200)

        let sound = try FileSystem.read(file)
        try AtomicFile.write(sound + Array("nonsense\n".utf8), to: file, permissions: 0o600)
        try server.wait { server.log.lines.contains { $0.contains("keys.refused") && $0.contains(":2") } }
        #expect(try status(second) == 200)
        try FileSystem.remove(file)
        try server.wait { server.log.lines.contains { $0.contains("is not there") } }
        #expect(try status(second) == 200)
        try AtomicFile.write(sound, to: file, permissions: 0o600)
        let third = try key("third", [.admin])
        try server.wait { try status(third) == 200 }
        let metrics = try server.client().request(
            "GET", "/metrics", headers: ["Authorization: Bearer \(third)"])
        #expect(metrics.text.contains(#"leadline_key_reloads_total{outcome="refused"} 2"#))

        for name in ["second", "third"] { try AccessKeys.revoke(name: name, file: file) }
        // Either name is a change of its own, and the keys may be looked at in between.
        try server.wait { try status(second) == 401 && status(third) == 401 }
        #expect(throws: ServingError.self) { try AccessKeys.revoke(name: "third", file: file) }
        for key in [first, second, third] { #expect(!server.log.lines.joined().contains(key)) }
    }

    @Test func theFileKeepsWhatItSays() throws {
        let digest = "\(Digest(of: [1]))"
        try AtomicFile.write(
            Array("# ours\n\nold \(digest)\nweb \(digest) explain,score rate=7/s\n".utf8), to: file,
            permissions: 0o600)
        _ = try key("crm", [.admin, .score], rate: 12)
        let keys = try AccessKeys(file: file).keys
        #expect(keys.map(\.name) == ["old", "web", "crm"])
        #expect(keys.map(\.roles) == [[.score], [.score, .explain], [.score, .admin]])
        #expect(keys.map(\.requestsPerSecond) == [nil, 7, 12])
        try AccessKeys.revoke(name: "web", file: file)
        let text = String(decoding: try FileSystem.read(file), as: UTF8.self)
        #expect(text.hasPrefix("# ours\n\nold \(digest)\ncrm ") && text.hasSuffix(" score,admin rate=12/s\n"))
    }

    /// Whoever is not let in cannot make the daemon keep or read a long body.
    @Test func doesNotReadWhatNobodyWants() throws {
        _ = try key("crm", [.score])
        let server = try TestServer(keys: try AccessKeys(file: file))
        let client = try server.client()
        try client.send(
            Array("POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n".utf8))
        #expect(throws: TestClient.Failure.self) {
            for _ in 0..<4_000 { try client.send([UInt8](repeating: 0x20, count: 1_000)) }
            _ = try client.reply()
        }
        #expect(try server.client().request("POST", "/v1/score", "{}").status == 401)
    }
}
