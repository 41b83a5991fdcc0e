import FoundationEssentials
import TestKit
import Testing

/// From messages to a model of intents, and from that to what each lead wants.
@Suite struct IntentWayTests {
    private static let name = "Quill"

    /// The shop, whose customers write.
    private static let pipeline = PipelineText.shop.replacing(
        "label:\n  version: 1",
        with: """
              messages:
                version: 1
                file: messages.csv
                format: {type: csv, delimiter: ",", header: 1}
                history: full
                fields:
                  customer: {type: key, namespace: customer, purpose: identity, personal: true, nulls: refuse}
                  date: {type: date, pattern: "%Y-%m-%d", purpose: time, nulls: refuse}
                  words: {type: text, purpose: feature}
                  stars: {type: integer, purpose: feature}
                events:
                  - kind: message
                    subject: customer
                    channel: chat
                    occurredAt: date
                    recordedAt: assumed occurredAt + 0d
                    text: words
                    attributes: [stars]
            label:
              version: 1
            """)

    private static let topics = [
        ("card", "my card has not arrived"), ("cash", "the machine kept my cash"),
        ("rate", "which rate applies"),
    ]

    private struct Message {
        var customer: String
        var date: String
        var words: String
    }

    /// What each customer wrote on the days of some purchases.
    private static let messages = Shop.purchases.purchases.enumerated().compactMap {
        index, purchase -> Message? in
        guard index.isMultiple(of: 4) else { return nil }
        let words = index.isMultiple(of: 20) ? "🙂" : topics[index / 4 % 3].1 + " says \(name)"
        return Message(customer: purchase.customer, date: purchase.date, words: words)
    }

    private static func csv(_ messages: [Message]) -> String {
        "customer,date,words,stars\n"
            + messages.map { "\($0.customer),\($0.date),\($0.words),3\n" }.joined()
    }

    /// A shop with messages, a model of their intents, and discovered groups.
    private static func shop() throws -> Shop {
        let shop = try Shop(pipeline)
        try shop.write(csv(messages), to: "messages.csv")
        let rows = (0..<60).map { "\(topics[$0 % 3].1) please \($0 % 4),\(topics[$0 % 3].0)\n" }.joined()
        try shop.write("message,category\n" + rows, to: "labelled.csv")
        let learned = try shop.leadline(
            "intent", "labelled.csv", "--text", "message", "--label", "category", "--features", "terms",
            "--no-calibration", "--strength", "0.01", "--threshold", "0.5", "-o", "intent.json")
        #expect(learned.status == 0, "\(learned.errors)")
        let found = try shop.leadline(
            "personas", "discover", "pipeline.yaml", "-o", "found.json", "--k-range", "2..2", "--bootstraps",
            "10", "--sample", "150", "--draws", "19")
        #expect([0, 2].contains(found.status), "\(found.errors)")
        return shop
    }

    private struct Discovery: Decodable {
        struct Profile: Decodable { var id: String }
        var profiles: [Profile]
    }

    private static func taxonomy(
        _ shop: Shop, revision: Int = 1,
        intent: String = "{model: intent.json, event: message, window: 90d}"
    ) throws -> String {
        let found = try JSONDecoder().decode(
            Discovery.self, from: Data(try BuiltProgram.text(shop.path + "/found.json").utf8))
        let personas = found.profiles.enumerated().map { index, profile in
            "  group-\(index): {title: Group \(index), clusters: [\(profile.id)]}\n"
        }
        return
            "version: 1\nrevision: \(revision)\ntitle: Who buys\nabstainBelow: 0.1\nintent: \(intent)\npersonas:\n"
            + personas.joined()
    }

    private static func publish(_ shop: Shop) throws -> BuiltProgram.Outcome {
        try shop.leadline(
            "personas", "map", "names.yaml", "--discovery", "found.json", "--publish", "who", "--alias",
            "production", "--override", "--by", "somebody", "--why", "a test")
    }

    /// The answer as `--json` or the daemon writes it, as far as it is compared.
    private struct Answer: Decodable, Equatable {
        struct Intent: Decodable, Equatable {
            var name: String?
            var abstention: String?
            var likeliest: String?
            var probability: Double?
        }
        var persona: String?
        var probability: Double?
        var intent: Intent
    }

    private static func body(of customer: String, asOf: String) -> String {
        let events = messages.enumerated().filter { $0.element.customer == customer }.map { index, message in
            """
            {"id": "m\(index)", "source": "messages", "type": "message", "subject": "customer:\(customer)", \
            "time": "\(message.date)T23:59:59.999999Z", "data": {"text": "\(message.words)", "stars": 3}}
            """
        }
        return Shop.purchases.body(customer: customer, asOf: asOf).replacing(
            "\"events\": [", with: "\"events\": [" + events.map { $0 + ", " }.joined())
    }

    @Test(
        "batch, one lead and the daemon tell the same intents, a later message changes none, and no word is kept"
    )
    func way() throws {
        let shop = try Self.shop()
        try shop.write(try Self.taxonomy(shop), to: "names.yaml")
        let published = try Self.publish(shop)
        #expect(published.status == 0, "\(published.errors)")
        let time = "2025-01-01T00:00:00Z"
        func assign(_ more: String...) throws -> String {
            let outcome = try BuiltProgram.leadline.run(
                ["personas", "assign", "who@production", "pipeline.yaml", "--as-of", time] + more,
                in: shop.path)
            #expect(outcome.status == 0, "\(outcome.errors)")
            return outcome.output
        }
        let told = try assign("-o", "one.csv", "--keep", "kept")
        #expect(told.contains("group-0 want: ") && told.contains("card "), "\(told)")
        let table = try BuiltProgram.text(shop.path + "/one.csv")
        for wanted in ["intent_abstention", "noMessage", "nothingKnown", ",card,card,0.", ",cash,cash,0."] {
            #expect(table.contains(wanted), "\(wanted)")
        }

        let daemon = try RunningDaemon(shop, "--personas", "who")
        var names: Set<String> = []
        for customer in Set(Self.messages.map(\.customer)).sorted().prefix(6) {
            let batch = try JSONDecoder().decode(
                Answer.self, from: Data(try assign("--lead", customer, "--json").utf8))
            var reply = try daemon.request("POST", "/v1/persona", Self.body(of: customer, asOf: time))
            try RunningDaemon.wait {
                reply = try daemon.request("POST", "/v1/persona", Self.body(of: customer, asOf: time))
                return reply.status != 503
            }
            #expect(reply.status == 200, "\(reply.text)")
            #expect(try JSONDecoder().decode(Answer.self, from: Data(reply.text.utf8)) == batch)
            #expect(!reply.text.contains(Self.name))
            names.insert(batch.intent.name ?? batch.intent.abstention ?? "")
        }
        #expect(names.count > 1, "\(names)")
        #expect(!daemon.log.contains(Self.name))
        #expect(try assign("--lead", Self.messages[0].customer).contains("intent: "))

        // Nothing that was written is in a file that a verb has made, but for the data and their log.
        for file in shop.names(below: shop.path) where !file.hasPrefix(".leadline") && file != "messages.csv"
        {
            guard let bytes = try? Data(contentsOf: URL(filePath: shop.path + "/" + file)) else { continue }
            #expect(bytes.firstRange(of: Data(Self.name.utf8)) == nil, "\(file)")
        }

        try shop.write(
            Self.csv(
                Self.messages.map { message in
                    var other = message
                    if message.date >= "2025-01-01" { other.words = "cash cash cash" }
                    return other
                }), to: "messages.csv")
        _ = try assign("-o", "two.csv")
        #expect(try BuiltProgram.text(shop.path + "/two.csv") == table)
        let shown = try shop.leadline("personas", "show", "who@production")
        #expect(shown.output.contains("intents: 3, by the newest message of the last 90d"), "\(shown.output)")
        #expect(try shop.leadline("registry", "verify").status == 0)
    }

    @Test("a model that is not there or damaged, and messages that are none, are refused with what to do")
    func refusals() throws {
        let shop = try Self.shop()
        var revision = 0
        func map(_ intent: String) throws -> BuiltProgram.Outcome {
            revision += 1
            try shop.write(try Self.taxonomy(shop, revision: revision, intent: intent), to: "names.yaml")
            return try Self.publish(shop)
        }
        try shop.write("{\"formatVersion\":1,\"training\":{}}", to: "cut.json")
        for (intent, problem) in [
            ("{model: nothing.json, event: message}", "nothing.json"),
            ("{model: cut.json, event: message}", "cut.json"),
            ("{model: /elsewhere/intent.json, event: message}", "absolute"),
            ("{model: intent.json, event: message, window: 0d}", "0d"),
            ("{model: intent.json, event: message, atribute: text}", "attribute"),
        ] {
            let outcome = try map(intent)
            #expect(outcome.status == 3, "\(intent)")
            #expect(
                outcome.errors.contains("names.yaml:5") && outcome.errors.contains(problem),
                "\(outcome.errors)")
        }
        for (intent, problem) in [
            ("{model: intent.json, event: mesage}", "message"),
            ("{model: intent.json, event: message, attribute: wods}", "text"),
            ("{model: intent.json, event: message, attribute: stars}", "integer"),
        ] {
            #expect(try map(intent).status == 0)
            let outcome = try shop.leadline("personas", "assign", "who@production", "pipeline.yaml")
            #expect(outcome.status == 3 && outcome.errors.contains(problem), "\(outcome.errors)")
        }
    }
}
