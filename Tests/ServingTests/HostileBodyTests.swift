import Features
import TestKit
import Testing

@testable import Serving

@Suite struct HostileBodyTests {
    /// Bodies that are nearly right, changed at random: each is answered, with 200 or an error in the protocol's
    /// shape.
    @Test func answersWhateverIsSent() throws {
        let server = try TestServer()
        let score = #"{"entity":"customer:7","asOf":"2026-02-01T00:00:00Z","events":\#(ScoreTests.events)}"#
        let seeds = [
            ("/v2/models/repeat-purchase/infer", Array(TestModel.inferBody.utf8)),
            ("/v1/score", Array(score.utf8)),
            (
                "/invocations",
                Array(
                    #"{"dataframe_split":{"columns":["region","frequency","recency"],"data":[["x",3,1]]}}"#
                        .utf8)
            ), ("/v2/repository/index", Array(#"{"ready":true}"#.utf8)),
        ]
        let tokens = [
            "{", "}", "[", "]", ",", ":", "\"", "null", "-1", "1e308", "\\u0000", "\u{FF}", "[[]]", "{}",
        ]
        var generator = SplitMix64(seed: 20_260_101)
        for round in 0..<3_000 {
            var (path, body) = seeds[round % seeds.count]
            for _ in 0...Int.random(in: 0..<3, using: &generator) where !body.isEmpty {
                let place = Int.random(in: 0..<body.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: body[place] = UInt8.random(in: 0...255, using: &generator)
                case 1:
                    body.removeSubrange(
                        place..<min(body.count, place + Int.random(in: 1..<9, using: &generator)))
                case 2:
                    let token = tokens[Int.random(in: 0..<tokens.count, using: &generator)]
                    body.insert(contentsOf: token.utf8, at: place)
                default: body.insert(contentsOf: body[place..<min(body.count, place + 12)], at: place)
                }
            }
            let response = server.daemon.service.respond(
                to: HTTPRequest(method: "POST", route: Route(path: path), body: body))
            let answer = try JSONDocument(parsing: response.body).root
            if response.status == 200 { continue }
            #expect([400, 404].contains(response.status))
            #expect(answer.members["error"]?.string?.isEmpty == false)
        }
    }

    /// Each entity that events name takes memory, and a body has room for many.
    @Test(arguments: [false, true]) func eventsNameSoManyEntitiesAtMost(byLinks: Bool) throws {
        func events(_ count: Int) throws -> [Event] {
            let texts = (0..<count).map { number in
                let subject = byLinks ? "customer:7" : "account:\(number)"
                let data = byLinks ? #","data":{"account":{"link":"account:\#(number)"}}"# : ""
                return
                    #"{"id":"\#(number)","source":"s","type":"visit","subject":"\#(subject)","time":"2026-01-02T00:00:00Z"\#(data)}"#
            }
            return try EventReader.events(
                JSONDocument(parsing: Array("[\(texts.joined(separator: ","))]".utf8)).root)
        }
        let most = EventReader.entityLimit - (byLinks ? 1 : 0)
        #expect(try events(most).count == most)
        let error = try #require(throws: ServingError.self) { try events(most + 1) }
        #expect(error.description.contains("more than 4096 entities"), "\(error)")
    }

    /// A shape says how many rows there are in a few bytes, which make none.
    @Test func aShapeAloneMakesNoRows() throws {
        let server = try TestServer()
        let body =
            #"{"inputs":[{"name":"frequency","shape":[10000],"datatype":"FP64","data":[1]}]}"#
        let reply = try server.client().request("POST", "/v2/models/repeat-purchase/infer", body)
        #expect(reply.status == 400)
        #expect(
            reply.error.contains("frequency.data") && reply.error.contains("10000 values"), "\(reply.error)")
    }
}
