import FoundationEssentials
import TestKit
import Testing

/// The shop, whose customers write, and what its way to personas begins with.
enum MessageShop {
    static let name = "Quill"

    /// The shop, whose customers write.
    static let pipeline = PipelineText.shop.replacing(
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

    static let topics = [
        ("card", "my card has not arrived"), ("cash", "the machine kept my cash"),
        ("rate", "which rate applies"),
    ]

    struct Message {
        var customer: String
        var date: String
        var words: String
    }

    /// What each customer wrote on the days of some purchases.
    static let messages = Shop.purchases.purchases.enumerated().compactMap {
        index, purchase -> Message? in
        guard index.isMultiple(of: 4) else { return nil }
        let words = index.isMultiple(of: 20) ? "🙂" : topics[index / 4 % 3].1 + " says \(name)"
        return Message(customer: purchase.customer, date: purchase.date, words: words)
    }

    /// The last that a customer ever wrote.
    static func newest(of customer: String) -> Message? { messages.last { $0.customer == customer } }

    static func csv(_ messages: [Message]) -> String {
        "customer,date,words,stars\n"
            + messages.map { "\($0.customer),\($0.date),\($0.words),3\n" }.joined()
    }

    /// A shop with messages, a model of their intents, and discovered groups.
    ///
    /// - Parameter vectors: whether customers have vectors of what they wrote, by an embedder that was learned from the labelled messages.
    static func shop(vectors: Bool = false) throws -> Shop {
        let feature = """
              says: {kind: vector, embedder: models:/messages/1, attribute: text, limit: 3, coordinates: 2}
            model:
              inputs: {frequency: [log1p], monetary: [log1p], recency: [], region: []}
            """
        let shop = try Shop(
            vectors
                ? pipeline.replacing(
                    "model:\n  inputs: {frequency: [log1p], monetary: [log1p], recency: [], region: []}",
                    with: feature)
                : pipeline)
        try shop.write(csv(messages), to: "messages.csv")
        let rows = (0..<60).map { "\(topics[$0 % 3].1) please \($0 % 4),\(topics[$0 % 3].0)\n" }.joined()
        try shop.write("message,category\n" + rows, to: "labelled.csv")
        let learned = try shop.leadline(
            "intent", "labelled.csv", "--text", "message", "--label", "category", "--features", "terms",
            "--no-calibration", "--strength", "0.01", "--threshold", "0.5", "-o", "intent.json")
        #expect(learned.status == 0, "\(learned.errors)")
        if vectors {
            let embedded = try shop.leadline(
                "embed", "labelled.csv", "--text", "message", "--dimensions", "3", "--publish", "messages")
            #expect(embedded.status == 0, "\(embedded.errors)")
        }
        let found = try shop.leadline(
            "personas", "discover", "pipeline.yaml", "-o", "found.json", "--k-range", "2..2", "--bootstraps",
            "10", "--sample", "150", "--draws", "19")
        #expect([0, 2].contains(found.status), "\(found.errors)")
        return shop
    }

    struct Discovery: Decodable {
        struct Profile: Decodable { var id: String }
        var profiles: [Profile]
    }

    static func taxonomy(
        _ shop: Shop, revision: Int = 1,
        intent: String = "{model: intent.json, event: message, window: 90d}", archetype: String = ""
    ) throws -> String {
        let found = try JSONDecoder().decode(
            Discovery.self, from: Data(try BuiltProgram.text(shop.path + "/found.json").utf8))
        let personas = found.profiles.enumerated().map { index, profile in
            "  group-\(index): {title: Group \(index), clusters: [\(profile.id)]}\n"
        }
        return
            "version: 1\nrevision: \(revision)\ntitle: Who buys\nabstainBelow: 0.1\nintent: \(intent)\npersonas:\n"
            + personas.joined() + archetype
    }

    static func publish(_ shop: Shop) throws -> BuiltProgram.Outcome {
        try shop.leadline(
            "personas", "map", "names.yaml", "--discovery", "found.json", "--publish", "who", "--alias",
            "production", "--override", "--by", "somebody", "--why", "a test")
    }
}
