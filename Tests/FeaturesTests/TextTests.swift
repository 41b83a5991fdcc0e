import Features
import FoundationEssentials
import Testing

@Suite("Spans, keys, values and events as text")
struct TextTests {
    func decoded<Value: Decodable>(_ json: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(json.utf8))
    }

    func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test(
        "Spans are read and written in their longest unit from days down",
        arguments: [
            ("90d", 7_776_000_000_000, "90d"), ("2w", 1_209_600_000_000, "14d"),
            ("24h", 86_400_000_000, "1d"),
            ("36h", 129_600_000_000, "36h"), ("30m", 1_800_000_000, "30m"), ("15s", 15_000_000, "15s"),
            ("20ms", 20_000, "20ms"), ("5us", 5, "5us"), ("-3d", -259_200_000_000, "-3d"), ("0d", 0, "0d"),
        ])
    func span(text: String, microseconds: Int64, printed: String) throws {
        let span = try TimeSpan(text)
        #expect(span.microseconds == microseconds)
        #expect(span.description == printed)
        #expect(try decoded("[\"\(text)\"]") == [span])
        #expect(try encoded([span]) == "[\"\(printed)\"]")
    }

    @Test(
        "Other texts are no spans",
        arguments: [
            "", "d", "90", "90 d", "1.5d", "90D", "9d0", "--1d", "90days", "99999999999999d", "+-1d", "１d",
        ])
    func noSpan(text: String) {
        #expect(throws: FeatureError.malformedSpan(text: text)) { try TimeSpan(text) }
    }

    @Test("A key ends its namespace at the first colon")
    func key() throws {
        #expect(try EntityKey("lead:a:b") == EntityKey(namespace: "lead", id: "a:b"))
        // The accent would be one character with the colon.
        let accented = EntityKey(namespace: "lead", id: "\u{301}a")
        #expect(try EntityKey(accented.description) == accented)
        for text in ["", "lead", ":1", "lead:"] {
            #expect(throws: FeatureError.self) { try EntityKey(text) }
        }
        #expect(throws: FeatureError.malformedKey(shape: "aaaa.aaa@aaaaaaa.aaa")) {
            try EntityKey("jane.doe@example.org")
        }
    }

    @Test("Attribute values keep their type")
    func values() throws {
        let values: [AttributeValue] = [
            .number(1), .number(0.1), .text("1"), .text(""), .flag(true), .link(Fixture.account),
        ]
        let text = try encoded(values)
        #expect(text == "[1,0.1,\"1\",\"\",true,{\"link\":\"account:a\"}]")
        #expect(try decoded(text) == values)
        for bad in ["[null]", "[[1]]", "[{}]", "[{\"link\":\"a\"}]", "[1e999]"] {
            #expect(throws: DecodingError.self) { let _: [AttributeValue] = try decoded(bad) }
        }
    }

    @Test("An event round trips through the CloudEvents envelope")
    func event() throws {
        let event = Event(
            id: "42", source: "crm", kind: "touch", subject: Fixture.lead, channel: "email",
            occurredAt: Fixture.day(3), recordedAt: Fixture.day(4, plus: 5),
            attributes: ["amount": .number(2.5), "account": .link(Fixture.account)])
        let text = try encoded(event)
        #expect(
            text == """
                {"account":"account:a","channel":"email","data":{"amount":2.5},"id":"42",\
                "recordedtime":"2024-01-04T00:00:00.000005Z","source":"crm","specversion":"1.0",\
                "subject":"lead:1","time":"2024-01-03T00:00:00Z","type":"touch"}
                """)
        #expect(try decoded(text) == event)
        let least: Event = try decoded(
            #"{"id":"1","source":"s","type":"k","subject":"lead:1","time":"2024-01-03T00:00:00Z"}"#)
        #expect(least.recordedAt == least.occurredAt)
    }

    @Test(
        "An event that breaks a rule is refused with the field and a remedy",
        arguments: [
            (
                Event(
                    id: "", source: "s", kind: "k", subject: Fixture.lead, occurredAt: .earliest,
                    recordedAt: .latest),
                "event field `id` is empty; remedy: give it a value"
            ),
            (
                Event(
                    id: "1", source: "s", kind: "k", subject: Fixture.lead,
                    occurredAt: .latest + TimeSpan(microseconds: 1), recordedAt: .latest),
                "event field `time` lies outside the years 0 to 9999; remedy: check its unit: microseconds"
            ),
            (
                Event(
                    id: "1", source: "s", kind: "k", subject: Fixture.lead, occurredAt: .latest,
                    recordedAt: .latest,
                    attributes: ["x": .number(.nan)]),
                "event field `data.x` is not a finite number; remedy: leave a missing value out"
            ),
        ])
    func invalid(event: Event, text: String) {
        let error = #expect(throws: FeatureError.self) {
            try Event.validated(
                id: event.id, source: event.source, kind: event.kind, subject: event.subject,
                occurredAt: event.occurredAt, recordedAt: event.recordedAt, attributes: event.attributes)
        }
        #expect(error?.description == text)
    }
}
