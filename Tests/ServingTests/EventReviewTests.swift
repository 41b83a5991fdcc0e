import Features
import Registry
import TestKit
import Testing

@testable import Serving

/// What is said of events that count for nothing.
@Suite struct EventReviewTests {
    private func event(_ type: String, _ data: String) -> String {
        #"{"id":"\#(type)\#(data.utf8.count)","source":"s","type":"\#(type)","subject":"customer:7","#
            + #""time":"2026-01-02T00:00:00Z","data":\#(data)}"#
    }

    private func body(_ events: [String]) -> String {
        #"{"entity":"customer:7","asOf":"2026-02-01T00:00:00Z","events":[\#(events.joined(separator: ","))]}"#
    }

    private func warnings(_ reply: TestClient.Reply) -> [String] {
        reply.members["warnings"]?.elements.compactMap(\.string) ?? []
    }

    /// By its place and by names of the model: what a client made up may be anything.
    @Test func eventsThatCountForNothingAreTold() throws {
        let server = try TestPersonas.server()
        let client = try server.client()
        let odd = [
            event("purchase", #"{"amount": 3}"#), event("planted-type", #"{"planted-name": "planted"}"#),
            event("purchase", #"{"amount": "planted"}"#), event("purchase", #"{"other": "planted"}"#),
        ]
        for path in ["/v1/score", "/v1/explain"] {
            let reply = try client.request("POST", path, body(odd))
            #expect(reply.status == 200, "\(reply.text)")
            let found = warnings(reply)
            #expect(
                found.contains(
                    "no feature reads events of the type of events[1], which count for nothing; the model's metadata list what is read"
                ), "\(found)")
            #expect(
                found.contains(
                    "attribute 'amount' is no number or boolean in events[2] and does not count there"),
                "\(found)")
            #expect(!reply.text.contains("planted"))
        }
        let persona = try client.request("POST", "/v1/persona", body(odd))
        #expect(warnings(persona).contains { $0.contains("the type of events[1]") }, "\(persona.text)")
        // What is as it should be, or is read of events of any type, is not told.
        let fine = [event("purchase", #"{"amount": 3}"#), event("set", #"{"region": "east"}"#)]
        #expect(warnings(try client.request("POST", "/v1/score", body(fine))).isEmpty)
    }

    /// A value that some feature takes is not said to count for nothing.
    @Test func aValueThatSomeFeatureTakesIsTold() throws {
        func feature(_ name: String, _ kind: FeatureDefinition.Kind) -> Feature {
            Feature(name: name, definition: FeatureDefinition(kind: kind, of: "x", attribute: "v"))
        }
        let fold = FeatureFold(try FeatureSet([feature("a", .sum), feature("b", .distinct)]))
        func asked(_ value: AttributeValue) -> [String] {
            let event = Event(
                id: "1", source: "s", kind: "x", subject: EntityKey(namespace: "lead", id: "1"),
                occurredAt: Instant(microseconds: 0), recordedAt: Instant(microseconds: 0),
                attributes: ["v": value])
            return EventReview([event], at: Instant(microseconds: 1), by: fold.eventSchema).sentences
        }
        #expect(
            asked(.text("3")) == [
                "attribute 'v' is no number or boolean in events[0] and does not count with every feature"
            ])
        #expect(asked(.number(3)).isEmpty)
    }

    @Test func manyPlacesAreCounted() throws {
        let server = try TestServer()
        let events = (0..<20).map { event("x\($0)", "{}") }
        let found = warnings(try server.client().request("POST", "/v1/score", body(events)))
        #expect(found.contains { $0.contains("events[7] and 12 more, which") }, "\(found)")
    }

    /// A client can look up what the model reads.
    @Test func metadataTellWhatIsRead() throws {
        let server = try TestServer()
        let reply = try server.client().request("GET", "/v2/models/\(TestModel.name)")
        let entries = try #require(reply.members["parameters"]?.members["events"]).elements.map(\.members)
        #expect(entries.map { $0["type"]?.string } == ["purchase", nil])
        let attributes = entries.map { entry in
            (entry["attributes"]?.elements ?? []).map { attribute in
                [attribute.members["name"]?.string ?? ""]
                    + (attribute.members["types"]?.elements ?? []).compactMap(\.string)
            }
        }
        #expect(
            attributes == [[["amount", "number", "boolean"]], [["region", "number", "string", "boolean"]]])
        let rows = try TestServer(hasFeatures: false)
        let plain = try rows.client().request("GET", "/v2/models/\(TestModel.name)")
        #expect(plain.members["parameters"]?.members["events"] == nil && plain.status == 200)
    }

    /// Without any event a count is 0, which is a value; what has none was not found.
    @Test func aCountOfNothingIsAValue() throws {
        let server = try TestServer()
        let reply = try server.client().request("POST", "/v1/score", body([]))
        let status = try #require(reply.members["status"]?.members)
        #expect(status["frequency"]?.string == "PRESENT" && status["monetary"]?.string == "PRESENT")
        #expect(status["recency"]?.string == "NOT_FOUND" && status["region"]?.string == "NOT_FOUND")
        #expect(reply.members["features"]?.members["frequency"]?.number == 0)
    }
}
