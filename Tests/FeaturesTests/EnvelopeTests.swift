import Features
import Foundation
import Testing

/// CloudEvents 1.0 in structured mode, read and written back.
struct EnvelopeTests {
    /// The members of the specification's own example, with a subject and times as the envelope wants them.
    private static let structured = """
        {"specversion": "1.0", "type": "com.github.pull_request.opened",
         "source": "https://github.com/cloudevents/spec/pull", "subject": "lead:123", "id": "A234-1234-1234",
         "time": "2018-04-05T17:31:00Z", "comexampleextension1": "value", "comexampleothervalue": 5,
         "dataschema": "https://example.com/schema", "datacontenttype": "application/json",
         "account": "account:9", "channel": "web", "recordedtime": "2018-04-05T17:32:00Z",
         "data": {"appinfoA": "abc", "appinfoB": 123, "appinfoC": true, "text": "Hello",
                  "campaign": {"link": "campaign:4"}}}
        """

    private func event(_ text: String) throws -> Event {
        try JSONDecoder().decode(Event.self, from: Data(text.utf8))
    }

    @Test func aStructuredCloudEventRoundTrips() throws {
        let event = try event(Self.structured)
        #expect(event.subject == EntityKey(namespace: "lead", id: "123"))
        #expect(event.account == EntityKey(namespace: "account", id: "9"))
        #expect(event.attributes[Event.textName] == .text("Hello"))
        #expect(event.attributes["campaign"] == .link(EntityKey(namespace: "campaign", id: "4")))
        #expect(event.attributes.count == 6)
        let written = try JSONEncoder().encode(event)
        #expect(try JSONDecoder().decode(Event.self, from: written) == event)
        let members = try #require(JSONSerialization.jsonObject(with: written) as? [String: Any])
        #expect(members["specversion"] as? String == "1.0")
        #expect(members["account"] as? String == "account:9")
        #expect((members["data"] as? [String: Any])?["account"] == nil)
        // What CloudEvents requires of every event, and its rule for names.
        for name in ["id", "source", "specversion", "type"] { #expect(members[name] is String, "\(name)") }
        for name in members.keys {
            #expect(name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }, "\(name)")
        }
    }

    @Test func anAccountMayStandInDataToo() throws {
        let inData = try event(
            Self.structured.replacing("\"account\": \"account:9\", ", with: "").replacing(
                "\"text\"", with: "\"account\": {\"link\": \"account:9\"}, \"text\""))
        #expect(try inData == event(Self.structured))
    }

    @Test func anEmptyTextIsNoValue() throws {
        let event = try event(
            Self.structured.replacing("\"Hello\"", with: "\"\"").replacing("\"abc\"", with: "\"\""))
        #expect(event.attributes[Event.textName] == nil && event.attributes["appinfoA"] == nil)
        #expect(event.attributes.count == 4)
    }

    @Test func attributesAreCounted() throws {
        func text(_ count: Int) -> String {
            let more = (0..<count).map { "\"a\($0)\": \($0), " }.joined()
            return Self.structured.replacing("\"appinfoA\"", with: "\(more)\"appinfoA\"")
        }
        #expect(try event(text(Event.mostAttributes - 6)).attributes.count == Event.mostAttributes)
        let error = #expect(throws: (any Error).self) { try event(text(Event.mostAttributes - 5)) }
        #expect("\(String(describing: error))".contains("more than 4096 attributes"))
    }

    @Test(arguments: [
        ("\"1.0\"", "\"0.3\"", "only CloudEvents 1.0"),
        ("\"id\"", "\"envelopeversion\": 2, \"id\"", "version 1 of the envelope"),
        ("application/json", "text/xml", "send application/json"),
        ("\"data\": {", "\"data_base64\": \"AA==\", \"data\": {", "JSON only"),
        ("\"account:9\"", "\"nine\"", "namespace:id"),
        ("\"text\": \"Hello\"", "\"account\": {\"link\": \"account:8\"}", "give it once"),
        ("\"account\": \"account:9\", ", "\"x\": 1, ", nil),
        ("\"text\": \"Hello\"", "\"text\": 5", "is not a text"), ("lead:123", "123", "namespace:id"),
        ("\"id\": \"A234-1234-1234\"", "\"id\": \"\"", "is empty"),
    ])
    func whatIsNoEnvelope(_ old: String, _ new: String, _ expected: String?) throws {
        let text = Self.structured.replacing(old, with: new)
        #expect(text != Self.structured)
        guard let expected else {
            #expect(try event(text).account == nil)
            return
        }
        let error = #expect(throws: (any Error).self) { try event(text) }
        #expect("\(String(describing: error))".contains(expected), "\(String(describing: error))")
    }
}
