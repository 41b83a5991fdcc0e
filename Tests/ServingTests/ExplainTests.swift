import Features
import Models
import Registry
import Scoring
import Storage
import TestKit
import Testing

@testable import Serving

@Suite struct ExplainTests {
    private static let row = #""row":{"frequency":3,"recency":12.5,"region":"east"}"#
    private static let slots = [3, 12.5, 0]

    private func reply(_ body: String, _ server: TestServer) throws -> TestClient.Reply {
        try server.client().request("POST", "/v1/explain", body)
    }

    /// A server whose one version keeps a reference lead.
    private func server(lead: [InputValue]) throws -> TestServer {
        let server = try TestServer()
        var files = try TestModel.package(intercept: 0.5).files()
        files["reference.json"] = try CanonicalJSON.encode(["lead": lead])
        let version = try server.registry.model(TestModel.name).publish(
            files: files, kind: .scorer, recipeDigest: Digest(of: [9])
        ).version
        try TestModel.promote(version, in: server.registry)
        try server.wait { server.daemon.store.slots[0].current?.version == version }
        return server
    }

    @Test func aRowIsExplainedAgainstTheAverageToTheBit() throws {
        let server = try TestServer()
        let reply = try reply("{\(Self.row)}", server)
        #expect(reply.status == 200)
        let root = reply.members
        let expected = try TestModel.package(intercept: 0.25).model.explain(Self.slots.span)
        #expect(root["against"]?.string == "average")
        #expect(root["probability"]?.number == expected.score.probability.value)
        let contributions = try #require(root["contributions"]).elements.map(\.members)
        #expect(contributions.map { $0["contribution"]?.number } == expected.contributions)
        let sum = contributions.reduce(root["baseline"]?.number ?? .nan) {
            $0 + ($1["contribution"]?.number ?? .nan)
        }
        #expect(sum.bitPattern == root["logit"]?.number?.bitPattern)
        #expect(contributions[0]["sentence"]?.string == "3 purchases so far")
        #expect(contributions.map { $0["value"]?.string } == [nil, nil, "east"])
        #expect(root["entity"] == nil && root["change"] == nil)
        let reasons = try #require(root["reasons"]).members
        let up = try #require(reasons["up"]).elements.map(\.members)
        #expect(up.compactMap { $0["contribution"]?.number }.allSatisfy { $0 > 0 })
        #expect(up.count + (reasons["down"]?.elements.count ?? 0) == 3)
    }

    @Test func aReferenceLeadIsTheBasisWhereThereIsOne() throws {
        let server = try server(lead: [.number(1), .missing, .level("west")])
        let model = try TestModel.package(intercept: 0.5).model
        let expected = model.explain(Self.slots.span, against: [1, .nan, 1].span)
        let root = try reply("{\(Self.row)}", server).members
        #expect(root["against"]?.string == "reference")
        #expect(root["baseline"]?.number == expected.baseline)
        let contributions = try #require(root["contributions"]).elements.map(\.members)
        #expect(contributions.map { $0["contribution"]?.number } == expected.contributions)
        #expect(contributions[0]["reference"]?.number == 1)
        #expect(contributions[1]["reference"]?.isNull == true)
        #expect(contributions[2]["reference"]?.string == "west")
        #expect(
            try reply("{\(Self.row),\"against\":\"average\"}", server).members["against"]?.string == "average"
        )
    }

    @Test func aLeadOfAnotherShapeKeepsTheVersionFromAnswering() throws {
        let server = try TestServer()
        var files = try TestModel.package(intercept: 0.5).files()
        files["reference.json"] = try CanonicalJSON.encode(["lead": [InputValue.number(1)]])
        let version = try server.registry.model(TestModel.name).publish(
            files: files, kind: .scorer, recipeDigest: Digest(of: [9])
        ).version
        try TestModel.promote(version, in: server.registry)
        try server.wait { server.daemon.store.slots[0].snapshot.failure?.cause == .malformed }
        #expect(server.daemon.store.slots[0].current?.version == 1)
    }

    @Test func eventsGiveWhatScoreGives() throws {
        let server = try TestServer()
        let body = #"{"asOf":"2026-02-01T00:00:00Z","events":\#(ScoreTests.events)}"#
        let explained = try reply(body, server).members
        let scored = try server.client().request("POST", "/v1/score", body).members
        for name in ["probability", "logit", "baseline"] {
            #expect(explained[name]?.number == scored[name]?.number && explained[name]?.number != nil)
        }
        #expect(explained["entity"]?.string == "customer:7")
        #expect(explained["asOf"]?.string == "2026-02-01T00:00:00Z")
    }

    @Test func changesReachTheTargetByTheModelThatServes() throws {
        let server = try TestServer()
        let model = try TestModel.package(intercept: 0.25).model
        let target = model.score(Self.slots.span).probability.value + 0.1
        let offered = #"{"frequency":[4,5,6,7],"region":["east","west"]}"#
        let root = try reply(
            #"{\#(Self.row),"change":{"to":\#(target),"offered":\#(offered),"limit":2}}"#, server
        ).members
        let change = try #require(root["change"]).members
        #expect(change["isReachable"]?.boolean == true)
        let answer = try #require(change["answers"]?.elements.first?.members)
        let frequency = try #require(
            answer["changes"]?.elements.first { $0.members["input"]?.string == "frequency" })
        let value = try #require(frequency.members["to"]?.number)
        #expect(frequency.members["from"]?.number == 3)
        let reached = model.score([value, 12.5, 0].span).probability.value
        #expect(answer["probability"]?.number == reached && reached >= target)
        let far = try reply(
            #"{\#(Self.row),"change":{"to":0.999999,"offered":{"frequency":[4]}}}"#, server
        ).members
        #expect(far["change"]?.members["isReachable"]?.boolean == false)
        #expect(far["change"]?.members["answers"]?.elements.isEmpty == true)
        #expect(far["change"]?.members["nearest"]?.members["probability"]?.number != nil)
    }

    /// A model's input policy holds for what is explained, as for what is scored.
    @Test func theInputPolicyHolds() throws {
        var policy = InputPolicy()
        policy.unknownCategory = .refuse
        policy.outOfRange = .impute
        policy.staleAfter = .days(20)
        let server = try TestServer(intercepts: []) { $0.models[0].inputs = policy }
        var files = try TestModel.package(intercept: 0.5).files()
        files["reference.json"] = Array(
            #"{"columns":[{"name":"frequency","least":0,"most":5,"counts":[]}]}"#.utf8)
        let version = try server.registry.model(TestModel.name).publish(
            files: files, kind: .scorer, recipeDigest: Digest(of: [9])
        ).version
        try TestModel.promote(version, in: server.registry)
        try server.wait { server.daemon.store.slots[0].current != nil }
        let model = try TestModel.package(intercept: 0.5).model
        func warnings(_ reply: TestClient.Reply) -> [String] {
            reply.members["warnings"]?.elements.compactMap(\.string) ?? []
        }
        let refused = try reply(#"{"row":{"frequency":3,"recency":1,"region":"Wuerzburg"}}"#, server)
        #expect(refused.status == 400 && refused.error.contains("'region' has a category"))
        #expect(!refused.error.contains("Wuerzburg"))
        let outside = try reply(#"{"row":{"frequency":9,"recency":1,"region":"east"}}"#, server)
        #expect(warnings(outside).count == 1 && warnings(outside)[0].contains("it counts as missing"))
        #expect(outside.members["logit"]?.number == model.score([.nan, 1, 0].span).logit)
        let events = try reply(
            #"{"asOf":"2026-06-01T00:00:00Z","events":\#(ScoreTests.events)}"#, server)
        #expect(events.members["stale"]?.elements.isEmpty == false)
        #expect(warnings(events).contains { $0.contains("is stale") })
        #expect(events.members["status"]?.members["frequency"]?.string == "PRESENT")
    }

    /// An explanation is counted as such: what it scored is no traffic.
    @Test func explanationsAreNoScores() throws {
        let server = try TestServer()
        for _ in 0..<3 { #expect(try reply("{\(Self.row)}", server).status == 200) }
        #expect(try reply("{}", server).status == 400)
        let counts = server.daemon.metrics.models.reduce(into: ModelCounts()) { $0 += $1.counts }
        #expect(counts.explanations == 3)
        #expect(counts.successes == 0 && counts.rows == 0 && counts.executions == 0)
        #expect(counts.bins.allSatisfy { $0 == 0 } && counts.durations.total == 0)
        #expect(counts.failures == [0, 0] && counts.findings == [0, 0, 0])
        #expect(
            try server.client().request("GET", "/metrics").text.contains(
                #"leadline_explanations_total{model_name="repeat-purchase",model_version="1","#
                    + #"alias="production",variant="champion"} 3"#))
    }

    @Test(arguments: [
        (#"{}"#, "'row' is missing, and so is 'events'; send a row or events"),
        (#"{"row":{"frequency":3,"recency":1}}"#, "'row.region' is missing"),
        (#"{"row":{"frequency":"3","recency":1,"region":null}}"#, "'row.frequency' is a string"),
        (#"{"row":{"frequency":3,"recency":1,"region":"x","age":3}}"#, "'row' has a member that is no input"),
        (#"{"row":[],"events":[]}"#, "'events' stands beside 'row'"),
        (#"{\#(row),"against":"median"}"#, "'against' is no basis"),
        (#"{\#(row),"against":"reference"}"#, "keeps none"),
        (#"{\#(row),"top":0}"#, "'top' is not a whole number"),
        (#"{\#(row),"tops":1}"#, "'the body' has a member that is not known"),
        (#"{\#(row),"change":{"to":1,"offered":{"frequency":[4]}}}"#, "'change.to'"),
        (#"{\#(row),"change":{"to":0.5,"offered":{}}}"#, "names 0 inputs"),
        (
            #"{\#(row),"change":{"to":0.5,"offered":{"age":[4]}}}"#,
            "'change.offered' has a member that is no input"
        ),
        (#"{\#(row),"change":{"to":0.5,"offered":{"region":["north"]}}}"#, "does not know"),
        (
            #"{\#(row),"change":{"to":0.5,"offered":{"frequency":[null]}}}"#,
            "'change.offered.frequency[0]' is null"
        ),
        (
            #"{\#(row),"change":{"to":0.5,"offered":{"frequency":4}}}"#,
            "'change.offered.frequency' is a number"
        ),
        (#"{\#(row),"change":{"to":0.5,"offered":{"frequency":[4]},"limit":21}}"#, "'change.limit'"),
    ])
    func refusesBodies(_ body: String, _ problem: String) throws {
        let reply = try reply(body, try TestServer())
        #expect(reply.status == 400)
        #expect(reply.error.contains(problem), "\(reply.error)")
    }

    @Test func refusesMoreThanASearchCanTry() throws {
        let values = (0...1_000).map { "\($0)" }.joined(separator: ",")
        let reply = try reply(
            #"{\#(Self.row),"change":{"to":0.5,"offered":{"frequency":[\#(values)]}}}"#, try TestServer())
        #expect(reply.status == 400 && reply.error.contains("has 1001 values"))
    }

    /// A search of a large model ends, and says what it left out; what no search could try is refused.
    @Test func aSearchHasABound() throws {
        let server = try TestServer(intercepts: []) { configuration in
            for (version, inputs) in [(1, 400), (2, 6_000)] {
                let package = try TestModel.numbers(inputs)
                let published = try configuration.registry.model(package.name).publish(
                    files: package.files(), kind: .scorer,
                    recipeDigest: Digest(of: [UInt8(version)]))
                #expect(published.version == version)
            }
            configuration.models = try ["numbers/1"].map {
                ServedModel(champion: try ModelReference(serving: $0))
            }
        }
        try server.wait { server.daemon.store.slots[0].current != nil }
        let row = (0..<400).map { #""x\#($0)":0"# }.joined(separator: ",")
        // Each value helps so little that no two are enough: every pair is tried.
        let values = (1...62).map { "\(Double($0) / 1_000)" }.joined(separator: ",")
        let offered = (0..<16).map { #""x\#(2 * $0)":[\#(values)]"# }.joined(separator: ",")
        func ask(to target: Double) throws -> TestClient.Reply {
            try reply(
                #"{"row":{\#(row)},"change":{"to":\#(target),"offered":{\#(offered)}}}"#, server)
        }
        let now = try #require(try ask(to: 0.999).members["probability"]?.number)
        let far = try #require(
            try ask(to: 0.999).members["change"]?.members["nearest"]?.members["probability"]?.number)
        let change = try #require(try ask(to: (now + 3 * far) / 4).members["change"]).members
        #expect(change["isReachable"]?.boolean == true && change["isComplete"]?.boolean == false)
        #expect(change["answers"]?.elements.count == 1)
        let near = try #require(try ask(to: now + (far - now) / 1_000).members["change"]).members
        #expect(near["isComplete"]?.boolean == true && near["answers"]?.elements.count == 3)
        let request = try ChangeRequest(
            JSONDocument(
                parsing: Array(
                    #"{"to":0.5,"offered":{"x0":[\#((0..<900).map { "\($0)" }.joined(separator: ","))]}}"#
                        .utf8)
            ).root)
        let large = try LoadedModel(
            server.registry.model("numbers").load(version: 2), alias: nil, variant: .champion,
            metrics: ServingMetrics(version: "0")
        ) { _ in (.zero, [:]) }
        var texts = LevelTexts()
        let error = #expect(throws: ServingError.self) {
            try request.values(of: large, noting: &texts)
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains("has 900 values for a model of 12000 columns"))
    }

    @Test func aModelOfRowsIsExplainedByRows() throws {
        let server = try TestServer(hasFeatures: false)
        #expect(try reply("{\(Self.row)}", server).status == 200)
        let refused = try reply(#"{"entity":"customer:1","events":[]}"#, server)
        #expect(refused.status == 501 && refused.error.contains("send a row"))
    }
}
