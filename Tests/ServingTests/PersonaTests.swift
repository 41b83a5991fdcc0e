import Features
import Glibc
import Registry
import Scoring
import Storage
import Synchronization
import TestKit
import Testing

@testable import Personas
@testable import Serving

@Suite struct PersonaTests {
    private static let time = "2026-02-01T00:00:00Z"
    private static let body = #"{"asOf":"\#(time)","events":\#(ScoreTests.events)}"#

    /// Who bought for 900 is a member by a rule.
    private static let rich =
        #"{"events":[{"id":"1","source":"s","type":"purchase","subject":"customer:9","#
        + #""time":"2026-01-01T00:00:00Z","data":{"amount":900}}]}"#

    private func reply(_ server: TestServer) throws -> TestClient.Reply { try reply(Self.body, server) }

    private func reply(_ body: String, _ server: TestServer) throws -> TestClient.Reply {
        try server.client().request("POST", "/v1/persona", body)
    }

    private func texts(_ node: JSONNode?) -> [String] { node?.elements.compactMap(\.string) ?? [] }

    /// What an answer says, as what assigns says it.
    private func assignment(_ reply: TestClient.Reply) throws -> PersonaAssignment {
        let root = reply.members
        let decider = PersonaAssignment.Decider(rawValue: root["decided_by"]?.string ?? "")
        var answer = PersonaAssignment(
            decidedBy: try #require(decider), similarities: [], reasons: texts(root["reasons"]), flags: [])
        answer.persona = root["persona"]?.string
        answer.abstention = root["abstention"]?.string.flatMap { .init(rawValue: $0) }
        answer.probability = root["probability"]?.number
        answer.likeliest = root["likeliest"]?.string
        answer.runnerUp = root["runner_up"]?.string
        answer.runnerUpProbability = root["runner_up_probability"]?.number
        answer.cluster = root["cluster"]?.string
        answer.isStable = root["is_stable"]?.boolean
        for similarity in try #require(root["similarities"]).elements.map(\.members) {
            let value = try #require(similarity["value"]?.number)
            answer.similarities.append(.init(persona: similarity["persona"]?.string ?? "", value: value))
        }
        for flag in try #require(root["flags"]).elements.map(\.members) {
            let kind = try #require(AmberFlag.Kind(rawValue: flag["kind"]?.string ?? ""))
            answer.flags.append(
                RaisedFlag(
                    name: flag["name"]?.string ?? "", kind: kind, evidence: texts(flag["evidence"]),
                    advice: flag["advice"]?.string))
        }
        return answer
    }

    /// The fold's values through the model, as a batch has it; `==` of finite doubles that JSON reads back is of their bits.
    @Test func saysWhatABatchSaysToTheLastBit() throws {
        let server = try TestPersonas.server()
        let package = try TestPersonas.package()
        let features = try #require(package.features)
        let events = try EventReader.events(JSONDocument(parsing: Array(ScoreTests.events.utf8)).root)
        var fold = FeatureFold(features)
        fold.reset(entity: EntityKey(namespace: "customer", id: "7"))
        fold.record(events)
        for time in [Self.time, "2026-01-05T00:00:00Z", "2025-01-01T00:00:00Z", "2026-04-01T00:00:00Z"] {
            let asked = try Instant(time)
            let values = fold.values(at: asked)
            let places = try package.model.features.map { try #require(features.index(of: $0)) }
            // Before anything was known of it, the lead is nobody.
            let expected =
                events.contains { $0.isKnown(at: asked) }
                ? package.model.assignment(of: places.map { values[$0] }) : package.model.unknown
            let reply = try self.reply(#"{"asOf":"\#(time)","events":\#(ScoreTests.events)}"#, server)
            #expect(reply.status == 200, "\(reply.text)")
            let found = try assignment(reply)
            #expect(found == expected)
            #expect(found.probability?.bitPattern == expected.probability?.bitPattern)
        }
        let root = try reply(server).members
        #expect(root["model"]?.string == "shoppers" && root["version"]?.string == "1")
        #expect(root["alias"]?.string == "production")
        #expect(root["digest"]?.string == "\(try #require(server.daemon.store.personas?.current).digest)")
        #expect(root["entity"]?.string == "customer:7" && root["asOf"]?.string == Self.time)
        #expect(root["persona"]?.string != nil && root["decided_by"]?.string == "clusters")
        #expect(root["flags"]?.elements.first?.members["advice"]?.string == "call")
        #expect(texts(root["warnings"]) == ["1 events are not earlier than asOf and do not count"])
    }

    @Test func aRuleDecidesAndNobodyIsKnownByNothing() throws {
        let server = try TestPersonas.server()
        let member = try assignment(reply(Self.rich, server))
        #expect(member.persona == "members" && member.decidedBy == .rule && member.probability == nil)
        let reply = try self.reply(
            #"{"model":"shoppers","version":1,"entity":"customer:1","events":[]}"#, server)
        #expect(reply.status == 200)
        #expect(reply.members["decided_by"]?.string != nil)
    }

    @Test func countsWhatItSaysByVersion() throws {
        let server = try TestPersonas.server(temperatures: [1.5, 0.4])
        let answers = try (0..<3).map { _ in try assignment(reply(server)) }
        let member = try assignment(reply(Self.rich, server))
        #expect(try reply("{}", server).status == 400)
        func line(_ version: Int, _ answer: PersonaAssignment, _ count: Int) -> String {
            #"leadline_persona_assignments_total{model_name="shoppers",model_version="\#(version)",alias="production",persona="\#(answer.persona ?? "")","#
                + #"decided_by="\#(answer.decidedBy.rawValue)",abstention="\#(answer.abstention?.rawValue ?? "")"} \#(count)"#
        }
        let text = try server.client().request("GET", "/metrics").text
        #expect(answers[0].persona != nil && answers[0] != member)
        #expect(text.contains(line(1, answers[0], 3)), "\(text)")
        #expect(text.contains(line(1, member, 1)))
        #expect(
            text.split(separator: "\n").count { $0.hasPrefix("leadline_persona_assignments_total{") } == 2)
        #expect(text.contains(#"leadline_model_info{model_name="shoppers",model_version="1","#))
        let page = try server.client().request("GET", "/").text
        let percent = #"<td class="number">25.00 %</td>"#
        for expected in ["Personas: who a lead is", "<td>\(answers[0].persona ?? "")</td>", percent] {
            #expect(page.contains(expected), "\(expected)")
        }
        #expect(page.contains("<title>leadlined: ready</title>"))
        try TestModel.promote(2, of: TestPersonas.name, in: server.registry)
        try server.wait { try self.reply(server).members["version"]?.string == "2" }
        let later = try server.client().request("GET", "/metrics").text
        #expect(later.contains(line(1, member, 1)), "the counts outlive their version")
        #expect(later.contains(#"model_version="2",alias="production",persona="#))
    }

    @Test func swapsUnderLoadWithoutAFailedRequest() throws {
        let temperatures = [1.5, 0.4]
        let server = try TestPersonas.server(temperatures: temperatures)
        let time = try Instant(Self.time)
        let events = try EventReader.events(JSONDocument(parsing: Array(ScoreTests.events.utf8)).root)
        let expected = try temperatures.map {
            try LivePersonas(TestPersonas.package(temperature: $0)).assignment(
                for: EntityKey(namespace: "customer", id: "7"), events: events, at: time
            ).probability
        }
        #expect(expected[0] != expected[1])
        let isDone = Atomic<Bool>(false)
        let wrong = Mutex<[String]>([])
        let seen = Mutex<Set<Int>>([])
        let client = RepeatingThread(every: .zero) {
            do {
                let client = try server.client()
                while !isDone.load(ordering: .relaxed) {
                    let reply = try client.request("POST", "/v1/persona", Self.body)
                    let version = reply.members["version"]?.string.flatMap { Int($0) } ?? 0
                    let found = reply.members["probability"]?.number
                    if reply.status != 200 || !(1...2).contains(version) || found != expected[version - 1] {
                        wrong.withLock { $0.append("\(reply.status) \(reply.text)") }
                    }
                    seen.withLock { _ = $0.insert(version) }
                }
            } catch { wrong.withLock { $0.append("\(error)") } }
        }
        for flip in 0..<20 {
            let version = flip % 2 == 0 ? 2 : 1
            try moveAlias(to: version, server)
            try server.wait { server.daemon.store.personas?.current?.version == version }
            seen.withLock { $0 = [] }
            try server.wait { seen.withLock { $0.contains(version) } || !wrong.withLock { $0.isEmpty } }
        }
        isDone.store(true, ordering: .relaxed)
        client.stop()
        #expect(wrong.withLock { $0 } == [])
        #expect(server.log.lines.count { $0.contains("personas.loaded") } == 21)
        let metrics = try server.client().request("GET", "/metrics").text
        #expect(metrics.contains(#"leadline_model_swaps_total{model_name="shoppers"} 21"#))
        #expect(metrics.contains(#"http_route="/v1/persona""#))
    }

    @Test func aDamagedVersionLeavesTheOldOneAnswering() throws {
        let server = try TestPersonas.server(temperatures: [1.5, 0.4])
        let model = try server.registry.model(TestPersonas.name)
        for name in ["personas.json", "clusters.json", "golden.json", "manifest.json"] {
            let path = model.path(ofVersion: 2) + "/" + name
            let sound = try FileSystem.read(path)
            var broken = sound
            broken[sound.count / 2] ^= 1
            try overwrite(path, broken)
            try moveAlias(to: 2, server)
            try server.wait { server.daemon.store.personas?.snapshot.failure?.version == 2 }
            let reply = try self.reply(server)
            #expect(reply.status == 200 && reply.members["version"]?.string == "1")
            try server.wait {
                server.log.lines.contains { $0.contains("personas.refused") && $0.contains(name) }
            }
            let metrics = try server.client().request("GET", "/metrics").text
            #expect(metrics.contains(#"leadline_model_refused{model_name="shoppers",model_version="2""#))
            try overwrite(path, sound)
            // Mended, it is taken up without another promotion, in a while: once is enough.
            if name == "clusters.json" {
                try server.wait { server.daemon.store.personas?.current?.version == 2 }
            }
            try moveAlias(to: 1, server)
            try server.wait {
                let state = server.daemon.store.personas?.snapshot
                return state?.current?.version == 1 && state?.failure == nil
            }
        }
        #expect(try server.client().request("GET", "/v2/health/ready").status == 200)
    }

    /// Golden rows with other bits, and personas of plain rows: whole, and still of no use here.
    @Test func refusesWhatIsNotToBeServed() throws {
        let server = try TestPersonas.server()
        var other = try TestPersonas.package(temperature: 0.7)
        other.golden[0].assignment.probability = other.golden[0].assignment.probability?.nextUp
        let cases = [
            (try TestPersonas.publish(other, in: server.registry), "row 1 gets another assignment"),
            (
                try TestPersonas.publish(
                    TestPersonas.package(temperature: 0.9, hasFeatures: false), in: server.registry),
                "rows of a table"
            ),
        ]
        for (version, problem) in cases {
            try moveAlias(to: version, server)
            try server.wait { server.daemon.store.personas?.snapshot.failure?.version == version }
            let reason = try #require(server.daemon.store.personas?.snapshot.failure).reason
            #expect(reason.contains(problem), "\(reason)")
            #expect(try reply(server).members["version"]?.string == "1")
        }
    }

    /// A name has versions of one kind, so that these are the only ones.
    @Test func refusesAVersionOfAnotherKind() throws {
        let server = try TestServer(intercepts: []) { configuration in
            configuration.personas = ServedPersonas(try ModelReference(serving: TestPersonas.name))
        }
        try TestPersonas.publish(TestPersonas.package(), kind: .scorer, in: server.registry)
        try TestModel.promote(1, of: TestPersonas.name, in: server.registry)
        try server.wait { server.daemon.store.personas?.snapshot.failure?.version == 1 }
        let reason = try #require(server.daemon.store.personas?.snapshot.failure).reason
        #expect(reason.contains("the version is of kind scorer and has no personas"), "\(reason)")
    }

    /// Personas whose features go by an embedder get it from the registry, and are refused without it.
    @Test func featuresGoByAnEmbedder() throws {
        let vectors = try EventVectors(
            attribute: nil, tokens: [EventToken(kind: "purchase")], vectors: [[0.5, 2]], weights: [1],
            halfLife: nil)
        let elsewhere = TemporaryDirectory()
        let registry = Registry(root: elsewhere.path)
        let embedder = try registry.model("behaviour").publish(
            files: BehaviourPackage(vectors).files(), kind: .embedder, recipeDigest: Digest(of: [1]))
        let files = try registry.embedder("models:/behaviour/1").files
        var definition = FeatureDefinition(kind: .vector)
        definition.embedder = "models:/behaviour/1"
        definition.coordinate = 1
        var package = try TestPersonas.package()
        let features = try #require(package.features).features
        package.features = try FeatureSet(
            [Feature(name: features[0].name, definition: definition)] + features.dropFirst()
        ).embedding { _ in (embedder.digest, files) }
        let server = try TestServer(intercepts: []) { configuration in
            configuration.personas = ServedPersonas(try ModelReference(serving: TestPersonas.name))
        }
        _ = try server.registry.model(TestPersonas.name).publish(
            files: package.files(), kind: .personas, recipeDigest: Digest(of: [2]),
            requires: [embedder.digest])
        try TestModel.promote(1, of: TestPersonas.name, in: server.registry)
        try server.wait { server.daemon.store.personas?.snapshot.failure?.version == 1 }
        let reason = try #require(server.daemon.store.personas?.snapshot.failure).reason
        #expect(reason.contains("there is no model `behaviour`"), "\(reason)")
        _ = try server.registry.pull("behaviour", from: registry)
        try server.wait { server.daemon.store.personas?.current?.version == 1 }
        try TestModel.publish(intercept: 0.25, in: server.registry)
        try TestModel.promote(1, in: server.registry)
        #expect(try reply(server).members["version"]?.string == "1")
    }

    @Test func isNotReadyBeforeItsPersonasAre() throws {
        let server = try TestServer(intercepts: []) { configuration in
            configuration.personas = ServedPersonas(try ModelReference(serving: TestPersonas.name))
        }
        try TestModel.publish(intercept: 0.25, in: server.registry)
        try TestModel.promote(1, in: server.registry)
        try server.wait { server.daemon.store.slots[0].current != nil }
        let ready = try server.client().request("GET", "/v2/health/ready")
        #expect(ready.status == 503 && ready.text.contains(#""name":"shoppers","ready":false"#))
        let early = try reply(server)
        #expect(
            early.status == 503 && early.error.contains("shoppers") && early.headers["retry-after"] == "1")
        // Why is for keys of the role admin: it may name files and digests.
        try server.wait { server.daemon.store.personas?.snapshot.failure != nil }
        #expect(try reply(server).error.contains("tells a key of the role admin why"))
        let page = try server.client().request("GET", "/").text
        #expect(page.contains("<title>leadlined: not ready</title>") && page.contains("nothing to serve"))
        try TestPersonas.publish(TestPersonas.package(), in: server.registry)
        try TestModel.promote(1, of: TestPersonas.name, in: server.registry)
        try server.wait { try server.client().request("GET", "/v2/health/ready").status == 200 }
        #expect(try reply(server).status == 200)
    }

    @Test func withoutPersonasThereAreNone() throws {
        let reply = try self.reply(try TestServer())
        #expect(reply.status == 404)
        #expect(reply.error.contains("--personas NAME[@ALIAS]"))
    }

    @Test(arguments: [
        ("{", 400, "the body"), (#"{"events":[]}"#, 400, "'entity' is missing"),
        (#"{"entity":"customer:1"}"#, 400, "'events' is missing"),
        (#"{"entity":"lead:1","events":[]}"#, 400, "namespace 'customer'"),
        (#"{"entity":"customer:1","row":{},"events":[]}"#, 400, "not known"),
        (#"{"entity":"customer:1","events":[{"id":"a"}]}"#, 400, "'events[0].time' is missing"),
        (#"{"model":"repeat-purchase","entity":"customer:1","events":[]}"#, 404, "served: shoppers"),
        (#"{"version":7,"entity":"customer:1","events":[]}"#, 404, "'shoppers' is not loaded"),
    ])
    func refusesBodies(_ body: String, _ status: Int, _ problem: String) throws {
        let reply = try self.reply(body, try TestPersonas.server())
        #expect(reply.status == status)
        #expect(reply.error.contains(problem), "\(reply.error)")
    }

    @Test func needsAKeyForScores() throws {
        let directory = TemporaryDirectory()
        let file = directory.path + "/keys"
        let score = try AccessKeys.create(name: "crm", roles: [.score], file: file)
        let admin = try AccessKeys.create(name: "boss", roles: [.admin, .explain], file: file)
        let server = try TestPersonas.server(keys: try AccessKeys(file: file))
        func status(_ key: String?) throws -> Int {
            try server.client().request(
                "POST", "/v1/persona", Self.body, headers: key.map { ["Authorization: Bearer \($0)"] } ?? []
            ).status
        }
        #expect(try status(nil) == 401)
        #expect(try status(admin) == 403)
        #expect(try status(score) == 200)
    }

    private func moveAlias(to version: Int, _ server: TestServer) throws {
        let path = try server.registry.model(TestPersonas.name).path + "/aliases/production"
        try overwrite(path, Array("\(version)\n".utf8))
    }

    private func overwrite(_ path: String, _ bytes: [UInt8]) throws {
        _ = unsafe chmod(path, 0o644)
        try AtomicFile.write(bytes, to: path)
    }
}
