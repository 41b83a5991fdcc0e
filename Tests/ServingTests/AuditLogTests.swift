import Registry
import Settings
import Storage
import TestKit
import Testing

@testable import Serving

@Suite struct AuditLogTests {
    let directory = TemporaryDirectory()
    var file: String { directory.path + "/audit.jsonl" }

    private func lines() throws -> [[String: JSONNode]] {
        try String(decoding: FileSystem.read(file), as: UTF8.self).split(separator: "\n").map {
            try JSONDocument(parsing: Array($0.utf8)).root.members
        }
    }

    @Test func keepsWhoAskedForWhatAndWhatChanged() throws {
        let keys = directory.path + "/keys"
        let key = try AccessKeys.create(name: "crm", file: keys)
        let path = file
        do {
            let server = try TestServer(keys: try AccessKeys(file: keys)) {
                $0.audit = AuditLogging(file: path)
            }
            let client = try server.client()
            let headers = ["Authorization: Bearer \(key)"]
            let infer = "/v2/models/repeat-purchase/infer"
            #expect(try client.request("POST", infer, TestModel.inferBody, headers: headers).status == 200)
            #expect(try client.request("GET", "/metrics", headers: headers).status == 403)
            #expect(
                try client.request("POST", "/v2/models/planted-name/infer", "{}", headers: headers).status
                    == 404)
            #expect(try client.request("GET", "/v2", headers: ["Authorization: Bearer guess"]).status == 401)
            let lead = #"{"entity":"customer:planted","asOf":"2026-02-01T00:00:00Z","events":[]}"#
            #expect(try client.request("POST", "/v1/score", lead, headers: headers).status == 200)
            try TestModel.publish(intercept: 0.5, in: server.registry)
            try TestModel.promote(2, in: server.registry)
            try server.wait { server.daemon.store.slots[0].current?.version == 2 }
            server.daemon.reload(server.daemon.configuration)
            server.daemon.drain(within: .seconds(10))
        }
        let lines = try lines()
        let requests = lines.filter { $0["event"]?.string == "request" }
        #expect(requests.map { $0["status"]?.integer } == [200, 403, 404, 401, 200])
        #expect(requests.map { $0["key"]?.string } == ["crm", "crm", "crm", nil, "crm"])
        #expect(
            requests.map { $0["route"]?.string } == [
                "/v2/models/{model}/infer", "/metrics", "/v2/models/{model}/infer", "/v2", "/v1/score",
            ])
        #expect(requests[0]["model"]?.string == "repeat-purchase" && requests[0]["version"]?.string == "1")
        #expect(requests[2]["model"] == nil)
        let events = Set(lines.compactMap { $0["event"]?.string })
        #expect(events.isSuperset(of: ["server.started", "model.swapped", "keys.taken", "settings.taken"]))
        let text = String(decoding: try FileSystem.read(file), as: UTF8.self)
        for planted in [key, "guess", "planted"] { #expect(!text.contains(planted)) }
        for line in lines { #expect(line["time"]?.string != nil) }
    }

    /// A line names who answered: not whom a path names, nor who would have.
    @Test func aLineNamesTheVersionThatAnswered() throws {
        let path = file
        let server = try VariantTests.server { configuration in
            configuration.audit = AuditLogging(file: path)
            configuration.models[0].canary = try VariantTests.canary(100)
        }
        let client = try server.client()
        let question = VariantTests.question("customer:1")
        let lead = #"{"parameters": {"entity": "customer:1"}, "# + TestModel.inferBody.dropFirst()
        let infer = "/v2/models/\(TestModel.name)"
        let frame =
            #"{"dataframe_split":{"columns":["region","frequency","recency"],"data":[["east",3,1]]}}"#
        for (path, body) in [
            (infer + "/infer", TestModel.inferBody), (infer + "/infer", lead),
            (infer + "/versions/2/infer", TestModel.inferBody), ("/v1/score", question),
            ("/v1/explain", question), ("/invocations", frame),
        ] {
            let reply = try client.request("POST", path, body)
            #expect(reply.status == 200, "\(reply.text)")
        }
        #expect(try client.request("POST", "/v1/score", #"{"events":3}"#).status == 400)
        #expect(try client.request("POST", "/v1/score", "{").status == 400)
        #expect(try client.request("POST", infer + "/infer", "{}").status == 400)
        #expect(try client.request("GET", infer + "/versions/2").status == 200)
        server.daemon.drain(within: .seconds(10))
        let requests = try lines().filter {
            $0["event"]?.string == "request" && $0["route"]?.string != "/v2/health/ready"
        }
        #expect(
            requests.map { $0["version"]?.string } == ["1", "2", "2", "2", "2", "1", nil, nil, nil, "2"])
        // A body that is no JSON asks no model.
        #expect(requests.enumerated().filter { $1["model"]?.string != TestModel.name }.map(\.offset) == [7])
    }

    /// Where the fallback stands in, no version answered.
    @Test func aFallbackIsOfNoVersion() throws {
        let path = file
        let server = try TestServer(intercepts: []) {
            $0.audit = AuditLogging(file: path)
            $0.models[0].fallback = FallbackPolicy(probability: 0.5)
        }
        let reply = try server.client().request(
            "POST", "/v1/score", VariantTests.question("customer:1"))
        #expect(reply.status == 200)
        server.daemon.drain(within: .seconds(10))
        let line = try #require(try lines().first { $0["route"]?.string == "/v1/score" })
        #expect(line["model"]?.string == TestModel.name && line["version"] == nil)
    }

    @Test func personasAreNamed() throws {
        let path = file
        let server = try TestPersonas.server { $0.audit = AuditLogging(file: path) }
        let body = #"{"asOf":"2026-02-01T00:00:00Z","events":\#(ScoreTests.events)}"#
        #expect(try server.client().request("POST", "/v1/persona", body).status == 200)
        server.daemon.drain(within: .seconds(10))
        let line = try #require(try lines().first { $0["route"]?.string == "/v1/persona" })
        #expect(line["model"]?.string == "shoppers" && line["version"]?.string == "1")
    }

    /// A lead of another kind is refused: no version answered.
    @Test func refusedPersonasAreOfNoVersion() throws {
        let path = file
        let server = try TestPersonas.server { $0.audit = AuditLogging(file: path) }
        let reply = try server.client().request(
            "POST", "/v1/persona", #"{"entity":"other:1","events":[]}"#)
        #expect(reply.status == 400, "\(reply.text)")
        server.daemon.drain(within: .seconds(10))
        let line = try #require(try lines().first { $0["route"]?.string == "/v1/persona" })
        #expect(line["model"]?.string == "shoppers" && line["version"] == nil)
    }

    @Test func aFloodOfBadKeysLeavesRoom() throws {
        let keys = directory.path + "/keys"
        _ = try AccessKeys.create(name: "crm", file: keys)
        let path = file
        let server = try TestServer(keys: try AccessKeys(file: keys)) {
            $0.audit = AuditLogging(file: path)
        }
        let start = ContinuousClock.now
        let client = try server.client()
        for _ in 0..<1_000 { #expect(try client.request("GET", "/v2").status == 401) }
        let seconds = Int((ContinuousClock.now - start) / .seconds(1)) + 1
        server.daemon.drain(within: .seconds(10))
        #expect(try lines().last?["event"]?.string == "server.stopped")
        let refused = try lines().count { $0["status"]?.integer == 401 }
        #expect(refused > 0 && refused <= AuditLog.refusedLinesPerSecond * (seconds + 1))
    }

    @Test func aFileThatCannotBeWrittenStopsTheStart() throws {
        let path = directory.path + "/none/audit.jsonl"
        let error = #expect(throws: ServingError.self) {
            try TestServer { $0.audit = AuditLogging(file: path) }
        }
        #expect(error.map { "\($0)".contains(path) } == true)
    }

    @Test func settingsDeclareIt() throws {
        let text = ServingSettingsTests.least + "audit: {file: /var/log/a.jsonl, sizeMegabytes: 3, keep: 2}\n"
        let configuration = try Daemon.Configuration(ServingSettings(text: text, file: "f"))
        var logging = AuditLogging(file: "/var/log/a.jsonl")
        logging.bytes = 3 << 20
        logging.keep = 2
        #expect(configuration.audit == logging)
        #expect(throws: SettingsError.self) {
            try ServingSettings(text: text.replacing("keep: 2", with: "keep: -1"), file: "f")
        }
    }
}
