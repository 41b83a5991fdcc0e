import Features
import Glibc
import Registry
import Storage
import TestKit
import Testing

@testable import Personas
@testable import Serving

/// What a lead wants, as `/v1/persona` says it.
@Suite struct PersonaIntentTests {
    private static let secret = "Quill"

    private static func message(_ id: String, _ text: String, _ time: String) -> String {
        #"{"id":"\#(id)","source":"chat","type":"message","subject":"customer:7","time":"\#(time)","data":{"text":\#(text)}}"#
    }

    private static func events(_ messages: String...) -> String {
        "[" + (messages + [ScoreTests.events.dropFirst().dropLast()].map(String.init)).joined(separator: ",")
            + "]"
    }

    private func reply(_ events: String, at time: String, _ server: TestServer) throws -> TestClient.Reply {
        try server.client().request("POST", "/v1/persona", #"{"asOf":"\#(time)","events":\#(events)}"#)
    }

    private func intent(_ reply: TestClient.Reply) throws -> IntentOfLead {
        let members = try #require(reply.members["intent"], "\(reply.text.prefix(300))").members
        var intent = IntentOfLead(abstention: .noMessage)
        intent.name = members["name"]?.string
        intent.abstention = members["abstention"]?.string.flatMap { .init(rawValue: $0) }
        intent.likeliest = members["likeliest"]?.string
        intent.probability = members["probability"]?.number
        intent.runnerUp = members["runner_up"]?.string
        intent.runnerUpProbability = members["runner_up_probability"]?.number
        return intent
    }

    /// The newest message known at each time, to the last bit; `==` of finite doubles that JSON reads back is of their bits.
    @Test func saysWhatABatchSaysToTheLastBit() throws {
        let server = try TestPersonas.server(hasIntents: true)
        let live = try LivePersonas(TestPersonas.package(hasIntents: true))
        let text = Self.events(
            Self.message("m1", #""my card, says \#(Self.secret)""#, "2026-01-03T00:00:00Z"),
            Self.message("m2", #""cash or rate""#, "2026-01-20T00:00:00Z"),
            Self.message("m3", #""\ud83d\ude42""#, "2026-01-25T00:00:00Z"))
        let events = try EventReader.events(JSONDocument(parsing: Array(text.utf8)).root)
        var seen: [String?] = []
        for time in ["2026-01-01", "2026-01-03", "2026-01-10", "2026-01-21", "2026-02-01"] {
            let time = time + "T00:00:00Z"
            let reply = try self.reply(text, at: time, server)
            #expect(reply.status == 200, "\(reply.text)")
            let expected = live.assignment(
                for: EntityKey(namespace: "customer", id: "7"), events: events, at: try Instant(time))
            let found = try intent(reply)
            #expect(found == expected.intent)
            #expect(reply.members["persona"]?.string == expected.persona)
            #expect(!reply.text.contains(Self.secret))
            seen.append(found.name ?? found.abstention?.rawValue)
        }
        #expect(seen == ["noMessage", "noMessage", "card lost", "belowThreshold", "nothingKnown"])
        #expect(!server.log.lines.contains { $0.contains(Self.secret) })
        let odd = Self.events(Self.message("m4", "4", "2026-01-03T00:00:00Z"))
        #expect(try reply(odd, at: "2026-02-01T00:00:00Z", server).status == 400)
    }

    @Test func aLongMessageIsAnsweredAndOneThatIsTooLongRefused() throws {
        let server = try TestPersonas.server(hasIntents: true)
        func status(_ bytes: Int) throws -> TestClient.Reply {
            let text = "\"card " + String(repeating: "x", count: bytes) + "\""
            return try reply(
                Self.events(Self.message("m", text, "2026-01-03T00:00:00Z")), at: "2026-02-01T00:00:00Z",
                server)
        }
        #expect(try intent(status(200_000)).name == "card lost")
        #expect(try status(10_000_000).status == 413)
    }

    /// A version whose model of intents is damaged leaves the old one answering.
    @Test func aDamagedModelIsNotServed() throws {
        let server = try TestPersonas.server(temperatures: [1.5, 0.4], hasIntents: true)
        let model = try server.registry.model(TestPersonas.name)
        let path = model.path(ofVersion: 2) + "/intent.json"
        var bytes = try FileSystem.read(path)
        bytes[bytes.count / 2] ^= 1
        _ = unsafe chmod(path, 0o644)
        try AtomicFile.write(bytes, to: path)
        try AtomicFile.write(
            Array("2\n".utf8), to: server.registry.root + "/models/shoppers/aliases/production")
        try server.wait { server.daemon.store.personas?.snapshot.failure?.version == 2 }
        let reason = try #require(server.daemon.store.personas?.snapshot.failure).reason
        #expect(reason.contains("intent.json"), "\(reason)")
        let reply = try self.reply(Self.events(), at: "2026-02-01T00:00:00Z", server)
        #expect(reply.status == 200 && reply.members["version"]?.string == "1")
        #expect(try intent(reply).abstention == .noMessage)
    }

    @Test func withoutAModelNothingIsSaidOfIntents() throws {
        let server = try TestPersonas.server()
        let reply = try self.reply(Self.events(), at: "2026-02-01T00:00:00Z", server)
        #expect(reply.status == 200 && reply.members["intent"] == nil)
    }
}
