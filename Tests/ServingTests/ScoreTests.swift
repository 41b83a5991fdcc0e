import Features
import Models
import Registry
import Scoring
import Storage
import TestKit
import Testing

@testable import Serving

@Suite struct ScoreTests {
    static let events = """
        [{"specversion":"1.0","id":"a","source":"shop","type":"purchase","subject":"customer:7",
        "time":"2026-01-02T00:00:00Z","data":{"amount":12.5}},
        {"id":"b","source":"shop","type":"purchase","subject":"customer:7","channel":"web",
        "time":"2026-01-12T12:00:00+02:00","recordedtime":"2026-01-13T00:00:00Z",
        "data":{"amount":7,"region":"east","member":true,"account":{"link":"account:3"}}},
        {"id":"c","source":"shop","type":"purchase","subject":"customer:7","time":"2026-03-01T00:00:00Z"}]
        """

    private func reply(_ body: String, _ server: TestServer) throws -> TestClient.Reply {
        try server.client().request("POST", "/v1/score", body)
    }

    @Test func readsEventsAsTheyAreWritten() throws {
        let events = try EventReader.events(JSONDocument(parsing: Array(Self.events.utf8)).root)
        let decoded = try CanonicalJSON.decode([Event].self, from: Array(Self.events.utf8), file: "events")
        #expect(events == decoded)
    }

    /// A question that cannot be read counts against the version that it asks, or nobody where it does not say one.
    @Test func whatIsRefusedIsTheOneThatWasAsked() throws {
        let server = try TestServer { configuration in
            _ = try configuration.registry.model("numbers").publish(
                files: TestModel.numbers(3).files(), kind: .scorer, recipeDigest: TestModel.recipe)
            configuration.models.append(ServedModel(champion: try ModelReference(serving: "numbers/1")))
        }
        try server.wait { server.daemon.store.isReady }
        func rejected(_ body: String) throws -> [String] {
            let before = server.daemon.metrics.models
            #expect(try reply(body, server).status == 400, "\(body)")
            return server.daemon.metrics.models.filter { (labels, counts) in
                counts.failures[0] > before.first { $0.labels == labels }?.counts.failures[0] ?? 0
            }.map { "\($0.labels.model)/\($0.labels.version)" }
        }
        #expect(try rejected(#"{"model":"numbers","events":3}"#) == ["numbers/1"])
        #expect(try rejected(#"{"model":"numbers","version":1,"events":3}"#) == ["numbers/1"])
        #expect(try rejected(#"{"model":"numbers","version":7,"events":3}"#) == ["numbers/"])
        #expect(try rejected(#"{"events":3}"#) == ["repeat-purchase/1"])
        for body in ["{", "", "[]", "3", #"{"model":3,"events":[]}"#, #"{"model":"nobody","events":3}"#] {
            #expect(try rejected(body) == [], "\(body)")
        }
    }

    /// From the newest event that is known, of questions about now alone.
    @Test func howLongALeadWaitedIsCounted() throws {
        let server = try TestServer()
        func waits() -> [Int] {
            server.daemon.metrics.models.reduce(into: ModelCounts()) { $0 += $1.counts }.leadLatencies.counts
        }
        func ago(_ seconds: Int64) -> Instant {
            Instant(microseconds: Instant.now.microseconds - seconds * 1_000_000)
        }
        func event(_ id: String, _ seconds: Int64, recorded: Int64? = nil) -> String {
            let (time, recorded) = (ago(seconds), ago(recorded ?? seconds))
            return
                #"{"id":"\#(id)","source":"shop","type":"purchase","subject":"customer:7","time":"\#(time)","recordedtime":"\#(recorded)"}"#
        }
        let minutes = try #require(DurationScale.lead.bounds.firstIndex(of: 300))
        let known = [event("a", 9_000), event("b", 200)]
        let unknown = [event("c", -60), event("e", 5, recorded: -60)]
        let events = (known + unknown).joined(separator: ",")
        #expect(try reply("{\"events\":[\(events)]}", server).status == 200)
        #expect(waits().enumerated().allSatisfy { $0.element == ($0.offset == minutes ? 1 : 0) })
        let past = #"{"asOf":"2026-02-01T00:00:00Z","events":\#(Self.events)}"#
        #expect(try reply(past, server).status == 200)
        #expect(try reply(#"{"entity":"customer:9","events":[]}"#, server).status == 200)
        #expect(waits().reduce(0, +) == 1)
        #expect(try reply("{\"events\":[\(event("d", 40_000_000))]}", server).status == 200)
        #expect(waits().last == 1)
    }

    @Test func answersWithTheTrainingFoldAndExactContributions() throws {
        let server = try TestServer()
        let reply = try reply(#"{"asOf":"2026-02-01T00:00:00Z","events":\#(Self.events)}"#, server)
        #expect(reply.status == 200)
        let scorer = try LiveScorer(TestModel.package(intercept: 0.25))
        let events = try EventReader.events(JSONDocument(parsing: Array(Self.events.utf8)).root)
        let answer = scorer.answer(
            for: EntityKey(namespace: "customer", id: "7"), events: events,
            at: try Instant("2026-02-01T00:00:00Z"))
        let root = try JSONDocument(parsing: reply.body).root.members
        #expect(root["entity"]?.string == "customer:7")
        #expect(root["asOf"]?.string == "2026-02-01T00:00:00Z")
        #expect(root["model_version"]?.string == "1")
        #expect(root["digest"]?.string?.utf8.count == 64)
        #expect(root["logit"]?.number == answer.explanation.score.logit)
        #expect(root["probability"]?.number == answer.explanation.score.probability.value)
        let contributions = try #require(root["contributions"]).elements.map(\.members)
        let sum = contributions.reduce(root["baseline"]?.number ?? .nan) { sum, row in
            sum + (row["contribution"]?.number ?? .nan)
        }
        #expect(sum.bitPattern == root["logit"]?.number?.bitPattern)
        #expect(contributions.map { $0["input"]?.string } == ["frequency", "recency", "region"])
        #expect(contributions[0]["sentence"]?.string == "2 purchases so far")
        let features = try #require(root["features"]).members
        #expect(features["monetary"]?.number == 19.5)
        #expect(features["region"]?.string == "east")
        #expect(
            root["warnings"]?.elements.map(\.string) == [
                "1 events are not earlier than asOf and do not count"
            ])
    }

    @Test func warnsOfWhatIsMissingOrUnknown() throws {
        let server = try TestServer()
        let empty = try reply(#"{"entity":"customer:9","events":[]}"#, server)
        let root = try JSONDocument(parsing: empty.body).root.members
        #expect(root["warnings"]?.elements.count == 2)
        #expect(root["asOf"]?.string?.hasSuffix("Z") == true)
        let north =
            #"[{"id":"1","source":"s","type":"set","subject":"customer:9","time":"2020-01-01T00:00:00Z","#
            + #""data":{"region":"north"}}]"#
        let unknown = try reply(#"{"events":\#(north)}"#, server)
        #expect(unknown.text.contains("category the model does not know"))
    }

    @Test(arguments: [
        (#"{"events":[]}"#, "'entity' is missing"), (#"{"entity":"customer:1"}"#, "'events' is missing"),
        (#"{"entity":"lead:1","events":[]}"#, "namespace 'customer'"),
        (#"{"entity":"1","events":[]}"#, "namespace:id"),
        (
            #"{"entity":"customer:1","asof":"2026-01-01T00:00:00Z","events":[]}"#,
            "'the body' has a member that is not known"
        ),
        (#"{"entity":"customer:1","asOf":"2026-01-01","events":[]}"#, "'asOf'"),
        (#"{"entity":"customer:1","events":[{"id":"a"}]}"#, "'events[0].time' is missing"),
        (
            #"{"entity":"customer:1","events":[{"id":"","source":"s","type":"t","subject":"c:1","#
                + #""time":"2026-01-01T00:00:00Z"}]}"#, "'events[0]' is no event"
        ),
        (
            #"{"entity":"customer:1","events":[{"id":"1","source":"s","type":"t","subject":"c:1","#
                + #""time":"2026-01-01T00:00:00Z","data":{"x":null}}]}"#, "'events[0].data[0]' is null"
        ),
    ])
    func refusesBodies(_ body: String, _ problem: String) throws {
        let reply = try reply(body, try TestServer())
        #expect(reply.status == 400)
        #expect(reply.error.contains(problem), "\(reply.error)")
    }

    @Test func refusesEventsForAModelOfRows() throws {
        let server = try TestServer(hasFeatures: false)
        #expect(try reply(#"{"entity":"customer:1","events":[]}"#, server).status == 501)
        #expect(
            try server.client().request("POST", "/v2/models/repeat-purchase/infer", TestModel.inferBody)
                .status
                == 200)
    }

    @Test("an attribute whose text is empty is no value, as for an import")
    func emptyText() throws {
        let text =
            #"[{"id":"1","source":"s","type":"t","subject":"a:1","time":"2024-01-01T00:00:00Z","data":{"text":"","n":1}}]"#
        let events = try EventReader.events(JSONDocument(parsing: Array(text.utf8)).root)
        #expect(events.map(\.attributes) == [["n": .number(1)]])
    }
}
