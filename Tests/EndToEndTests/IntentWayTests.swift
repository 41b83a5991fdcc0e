import FoundationEssentials
import TestKit
import Testing

/// From messages to a model of intents, and from that to what each lead wants.
@Suite struct IntentWayTests {
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

    static func body(of customer: String, asOf: String) -> String {
        let events = MessageShop.messages.enumerated().filter { $0.element.customer == customer }.map {
            index, message in
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
        let shop = try MessageShop.shop()
        try shop.write(try MessageShop.taxonomy(shop), to: "names.yaml")
        let published = try MessageShop.publish(shop)
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
        for customer in Set(MessageShop.messages.map(\.customer)).sorted().prefix(6) {
            let batch = try JSONDecoder().decode(
                Answer.self, from: Data(try assign("--lead", customer, "--json").utf8))
            var reply = try daemon.request("POST", "/v1/persona", Self.body(of: customer, asOf: time))
            try RunningDaemon.wait {
                reply = try daemon.request("POST", "/v1/persona", Self.body(of: customer, asOf: time))
                return reply.status != 503
            }
            #expect(reply.status == 200, "\(reply.text)")
            #expect(try JSONDecoder().decode(Answer.self, from: Data(reply.text.utf8)) == batch)
            #expect(!reply.text.contains(MessageShop.name))
            names.insert(batch.intent.name ?? batch.intent.abstention ?? "")
        }
        #expect(names.count > 1, "\(names)")
        #expect(!daemon.log.contains(MessageShop.name))
        #expect(try assign("--lead", MessageShop.messages[0].customer).contains("intent: "))

        // Nothing that was written is in a file that a verb has made, but for the data and their log.
        for file in shop.names(below: shop.path) where !file.hasPrefix(".leadline") && file != "messages.csv"
        {
            guard let bytes = try? Data(contentsOf: URL(filePath: shop.path + "/" + file)) else { continue }
            #expect(bytes.firstRange(of: Data(MessageShop.name.utf8)) == nil, "\(file)")
        }

        try shop.write(
            MessageShop.csv(
                MessageShop.messages.map { message in
                    var other = message
                    if message.date >= "2025-01-01" { other.words = "cash cash cash" }
                    return other
                }), to: "messages.csv")
        _ = try assign("-o", "two.csv")
        #expect(try BuiltProgram.text(shop.path + "/two.csv") == table)
        let shown = try shop.leadline("personas", "show", "who@production")
        #expect(shown.output.contains("intents: 3, by the newest message of the last 90d"), "\(shown.output)")
        // The groups were discovered without intents.
        #expect(!shown.output.contains("want:"), "\(shown.output)")
        #expect(try shop.leadline("registry", "verify").status == 0)
    }

    @Test("a model that is not there or damaged, and messages that are none, are refused with what to do")
    func refusals() throws {
        let shop = try MessageShop.shop()
        var revision = 0
        func map(_ intent: String) throws -> BuiltProgram.Outcome {
            revision += 1
            try shop.write(
                try MessageShop.taxonomy(shop, revision: revision, intent: intent), to: "names.yaml")
            return try MessageShop.publish(shop)
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

    @Test("a discovery tells what each group wants, and its draft and its versions go on from that")
    func shares() throws {
        let shop = try MessageShop.shop()
        func discover(_ more: String...) throws -> BuiltProgram.Outcome {
            try BuiltProgram.leadline.run(
                [
                    "personas", "discover", "pipeline.yaml", "-o", "found.json", "--k-range", "2..2",
                    "--bootstraps", "10", "--sample", "150", "--draws", "19", "--draft", "names.yaml",
                    "--page", "found.html",
                ] + more, in: shop.path)
        }
        let found = try discover(
            "--intent", shop.path + "/intent.json", "--message", "message", "--message-window", "90d")
        #expect([0, 2].contains(found.status), "\(found.errors)")
        #expect(found.output.contains("want: "), "\(found.output)")
        let document = try BuiltProgram.text(shop.path + "/found.json")
        #expect(document.contains("\"intentModel\"") && !document.contains(shop.path))
        #expect(!document.contains(MessageShop.name))
        let page = try BuiltProgram.text(shop.path + "/found.html")
        #expect(page.contains("What they want") && page.contains("no message"))
        let draft = try BuiltProgram.text(shop.path + "/names.yaml")
        #expect(
            draft.contains("intent: {model: \"intent.json\", event: \"message\", window: 90d}"), "\(draft)")
        try shop.write(try MessageShop.taxonomy(shop), to: "names.yaml")
        #expect(try MessageShop.publish(shop).status == 0)
        let shown = try shop.leadline("personas", "show", "who@production", "--page", "page.html")
        #expect(shown.output.contains("group-0 want: "), "\(shown.output)")
        #expect(try BuiltProgram.text(shop.path + "/page.html").contains("What they want"))
        // Of other messages the discovery says nothing.
        try shop.write(
            try MessageShop.taxonomy(
                shop, revision: 2, intent: "{model: intent.json, event: message, window: 9d}"),
            to: "names.yaml")
        #expect(try MessageShop.publish(shop).status == 0)
        let other = try shop.leadline("personas", "show", "who@production", "--page", "page.html")
        #expect(other.status == 0 && !other.output.contains("want:"), "\(other.output)")
        #expect(try !BuiltProgram.text(shop.path + "/page.html").contains("What they want"))

        // Counts that are not of the groups' leads are refused before anything is published.
        let versions = try shop.leadline("registry", "history", "who").output
        try shop.write(try MessageShop.taxonomy(shop, revision: 3), to: "names.yaml")
        let count = #/("abstention":"noMessage","share":{"count":)\d+/#
        for damaged in [
            document.replacing(count) { "\($0.1)100000" }, document.replacing(count) { "\($0.1)-1" },
            document.replacing(
                "\"abstention\":\"noMessage\",", with: "\"abstention\":\"noMessage\",\"intent\":\"card\","),
            document.replacing(#/"intentModel":"\w+",/#, with: ""),
        ] {
            #expect(damaged != document)
            try shop.write(damaged, to: "found.json")
            let outcome = try MessageShop.publish(shop)
            #expect(
                outcome.status == 3 && outcome.errors.contains("not of the same clusters"),
                "\(outcome.errors)")
            #expect(try shop.leadline("registry", "history", "who").output == versions)
        }
        try shop.write(document, to: "found.json")
        #expect(try MessageShop.publish(shop).status == 0)
        #expect(try shop.leadline("registry", "history", "who").output != versions)

        for (options, problem) in [
            (["--intent", "intent.json"], "--message"), (["--message", "message"], "--intent"),
            (["--intent", "nothing.json", "--message", "message"], "nothing.json"),
            (["--intent", "intent.json", "--message", "mesage"], "message"),
            (["--intent", "intent.json", "--message", "message", "--message-attribute", "stars"], "integer"),
            (["--intent", "intent.json", "--message", "message", "--message-window", "soon"], "soon"),
        ] {
            let outcome = try BuiltProgram.leadline.run(
                ["personas", "discover", "pipeline.yaml", "-o", "x.json"] + options, in: shop.path)
            #expect(outcome.status == 3 && outcome.errors.contains(problem), "\(outcome.errors)")
        }
    }
}
