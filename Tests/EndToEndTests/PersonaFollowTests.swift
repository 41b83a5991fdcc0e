import Features
import FoundationEssentials
import Storage
import TestKit
import Testing

/// Following events comes to what assigning them at once does.
@Suite struct PersonaFollowTests {
    /// A line that `personas follow` writes.
    private struct Change: Decodable, Equatable {
        var lead: String
        var from: String
        var to: String
        var probability: Double?
        var asOf: String
        var time: String?
        var line: Int?
        var changed: [String]
        var intent: Intent?

        struct Intent: Decodable, Equatable { var name: String? }
    }

    /// From when on purchases come one by one.
    private static let day = "2025-01-10"

    /// A shop with personas `who` in its registry, and a pipeline `early.yaml` that knows the first purchases only.
    static func followed() throws -> Shop {
        let shop = try Shop()
        for folder in ["registry", ".leadline"] {
            try FileManager.default.copyItem(
                atPath: original.get().path + "/" + folder, toPath: shop.path + "/" + folder)
        }
        try shop.write(
            PipelineText.shop.replacing("name: shop", with: "name: early")
                .replacing("file: purchases.csv", with: "file: early.csv"), to: "early.yaml")
        let lines = Shop.purchases.csv.split(separator: "\n")
        let early = lines.enumerated().filter { $0.offset == 0 || $0.element.split(separator: ",")[1] < day }
        try shop.write(early.map { $0.element + "\n" }.joined(), to: "early.csv")
        return shop
    }

    private static let original = Result {
        let shop = try Shop()
        try Self.publish(in: shop)
        return shop
    }

    /// Finds two or three groups and publishes them as `who`, whatever their stability.
    static func publish(in shop: Shop) throws {
        let discovered = try shop.leadline(
            "personas", "discover", "pipeline.yaml", "-o", "found.json", "--draft", "draft.yaml", "--k-range",
            "2..3", "--bootstraps", "10", "--sample", "150", "--draws", "19")
        #expect([0, 2].contains(discovered.status), "\(discovered.errors)")
        let found = try JSONDecoder().decode(
            Discovery.self, from: Data(try BuiltProgram.text(shop.path + "/found.json").utf8))
        let personas = found.profiles.enumerated().map { "  group-\($0): {title: G, clusters: [\($1.id)]}\n" }
        try shop.write(
            "version: 1\nrevision: 1\ntitle: Who\nabstainBelow: 0.6\npersonas:\n\(personas.joined())",
            to: "names.yaml")
        let mapped = try shop.leadline(
            "personas", "map", "names.yaml", "--discovery", "found.json", "--publish", "who")
        #expect(mapped.status == 0, "\(mapped.errors)")
    }

    private struct Discovery: Decodable {
        struct Profile: Decodable { var id: String }
        var profiles: [Profile]
    }

    private static func event(_ id: String, _ purchase: Purchases.Purchase) -> String {
        let time = "\(purchase.date)T23:59:59.999999Z"
        return """
            {"id":"\(id)","source":"purchases","type":"purchase","subject":"customer:\(purchase.customer)","channel":"shop",\
            "time":"\(time)","data":{"units":\(purchase.units),"amount":\(purchase.amount),"region":"\(purchase.region)"}}
            """
    }

    /// The later purchases, a line each.
    private static var later: [String] {
        Shop.purchases.purchases.enumerated().filter { $1.date >= day }.map { event("e\($0)", $1) }
    }

    private static func follow(
        _ shop: Shop, _ events: [String], pipeline: String = "early.yaml", _ more: String...
    ) throws -> BuiltProgram.Outcome {
        try shop.write(events.map { $0 + "\n" }.joined(), to: "events.jsonl")
        return try BuiltProgram.leadline.run(
            ["personas", "follow", "who@1", pipeline, "--events", "events.jsonl"] + more, in: shop.path)
    }

    private static func changes(_ outcome: BuiltProgram.Outcome) throws -> [Change] {
        try outcome.output.split(separator: "\n").map {
            try JSONDecoder().decode(Change.self, from: Data($0.utf8))
        }
    }

    @Test("after all events everybody is who a run at once says, in whatever order they came, twice or not")
    func scheduledAndStreaming() throws {
        let shop = try Self.followed()
        let assigned = try shop.leadline(
            "personas", "assign", "who@1", "pipeline.yaml", "--as-of", Shop.asOf, "-o", "at-once.csv",
            "--keep", "at-once")
        #expect(assigned.status == 0, "\(assigned.errors)")
        let expected = try BuiltProgram.text(shop.path + "/at-once.csv")
        let ends = ["--as-of", Shop.asOf, "-o", "followed.csv", "--keep"]
        let first = try Self.follow(
            shop, Self.later, ends[0], ends[1], ends[2], ends[3], ends[4], "one", "--with-ids")
        #expect(first.status == 0, "\(first.errors)")
        #expect(try BuiltProgram.text(shop.path + "/followed.csv") == expected)
        #expect(
            try Data(contentsOf: URL(filePath: shop.path + "/one/run-1.parquet"))
                == Data(contentsOf: URL(filePath: shop.path + "/at-once/run-1.parquet")))
        // Each line goes on from the one before.
        var personas: [String: String] = [:]
        let changes = try Self.changes(first)
        for change in changes {
            #expect(change.from != change.to && change.from == personas[change.lead] ?? change.from)
            personas[change.lead] = change.to
        }
        #expect(
            changes.count > 20 && changes.contains { $0.line != nil } && changes.contains { $0.line == nil })
        // The lines are kept beside the assignments, and the journal has their digest.
        let lines = shop.path + "/one/run-1.changes.jsonl"
        #expect(try BuiltProgram.text(lines) == first.output)
        let digest = Digest(of: Array(first.output.utf8))
        #expect(
            try BuiltProgram.text(shop.path + "/one/journal.jsonl").contains(
                "\"changesSha256\":\"\(digest)\""))
        #expect(
            first.errors.contains(", and time alone made \(changes.count { $0.line == nil });"),
            "\(first.errors)")
        // Replayed, it is the same to the last byte.
        let again = try Self.follow(
            shop, Self.later, ends[0], ends[1], ends[2], ends[3], ends[4], "one", "--with-ids")
        #expect(again.output == first.output)
        #expect(again.errors.contains("run 1 is in force and has the same assignments"), "\(again.errors)")
        try Data("{}\n".utf8).write(to: URL(filePath: lines))
        let altered = try Self.follow(
            shop, Self.later, ends[0], ends[1], ends[2], ends[3], ends[4], "one", "--with-ids")
        #expect(
            altered.status == 1
                && altered.errors.contains("run-1.changes.jsonl is not what the journal says"),
            "\(altered.errors)")
        // The other way round, and every third of them twice.
        let repeated = Self.later.enumerated().flatMap { $0.isMultiple(of: 3) ? [$1, $1] : [$1] }
        let shuffled = try Self.follow(
            shop, repeated.reversed(), ends[0], ends[1], ends[2], ends[3], ends[4], "two")
        #expect(shuffled.status == 0, "\(shuffled.errors)")
        #expect(try BuiltProgram.text(shop.path + "/followed.csv") == expected)
        #expect(
            shuffled.errors.contains("\((Self.later.count + 2) / 3) of them given before"),
            "\(shuffled.errors)")
        #expect(!shuffled.output.contains("customer:"), "leads are named by pseudonym")
        // All of them, with nobody known before.
        let all = Shop.purchases.purchases.enumerated().map { Self.event("e\($0)", $1) }
        let fresh = try Self.follow(
            shop, all, "--from-nothing", "--as-of", Shop.asOf, "-o", "followed.csv")
        #expect(fresh.status == 0, "\(fresh.errors)")
        #expect(try BuiltProgram.text(shop.path + "/followed.csv") == expected)
    }

    @Test("an event changes its lead at once, as the same question of a batch answers")
    func eachEvent() throws {
        let shop = try Self.followed()
        let followed = try Self.follow(shop, Self.later, "--with-ids")
        #expect(followed.status == 0, "\(followed.errors)")
        let changes = try Self.changes(followed)
        #expect(changes.allSatisfy { $0.line != nil && $0.time != nil })
        for change in changes.filter({ $0.to.hasPrefix("group") }).suffix(2) {
            let assigned = try shop.leadline(
                "personas", "assign", "who@1", "pipeline.yaml", "--as-of", change.asOf, "--lead", change.lead,
                "--json")
            #expect(assigned.output.contains("\"persona\":\"\(change.to)\""), "\(assigned.output)")
            if let probability = change.probability {
                #expect(assigned.output.contains("\"probability\":\(probability)"), "\(assigned.output)")
            }
        }
        // What the pipeline knows already changes nobody.
        let state = try shop.leadline("features", "early.yaml", "--state", "c1000")
        let known = try JSONDecoder().decode(FoldState.self, from: Data(state.output.utf8)).events
        #expect(!known.isEmpty)
        let lines = try known.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        let repeated = try Self.follow(shop, lines)
        #expect(repeated.status == 0 && repeated.output.isEmpty, "\(repeated.output)\(repeated.errors)")
        #expect(repeated.errors.contains("\(known.count) events, \(known.count) of them given before"))
    }

    @Test("a bound on the time that an event takes is held or told, and time alone is told apart from events")
    func bound() throws {
        let shop = try Self.followed()
        let events = Array(Self.later.prefix(3))
        let slow = try Self.follow(shop, events, "--within", "1")
        #expect(
            slow.status == 2
                && slow.errors.contains(
                    "0 of 3 events were in the profiles within 1 µs, and 99 in 100 were asked for"),
            "\(slow.errors)")
        #expect(try Self.follow(shop, events, "--within", "600000000").status == 0)
        let nothing = try Self.follow(shop, [], "--as-of", Shop.asOf, "--within", "1")
        let changes = try Self.changes(nothing)
        #expect(nothing.status == 0 && !changes.isEmpty && changes.allSatisfy { $0.line == nil })
        #expect(
            nothing.errors.contains(
                "0 events, 0 of them given before, made 0 changes by who version 1, and time alone made \(changes.count)\n"
            ), "\(nothing.errors)")
    }

    @Test("what is no event is told with its line, and nothing is put in force")
    func refusals() throws {
        let shop = try Self.followed()
        let good = Self.later[0]
        for (line, word) in [
            ("{\"id\":\"x\"", "not valid JSON"), ("{\"id\":\"x\"}", "`time`"),
            (good.replacing("customer:", with: "customer"), "`subject`"),
            (good.replacing("\"units\":", with: "\"units\":null,\"more\":"), "`data.units`"),
            (String(repeating: "x", count: 1 << 20) + "y", "more than 1048576 bytes"),
            (good.replacing("\"purchase\"", with: "\"order\""), "`source` and `type`"),
            (good.replacing("\"units\":", with: "\"units\":-"), "`data.units` is below"),
            (
                good.replacing("\"units\":", with: "\"units\":0.5,\"more\":"),
                "`data.units` is not a whole number"
            ),
            (good.replacing("\"region\":", with: "\"region\":5,\"more\":"), "`data.region` is not a text"),
            (good.replacing("\"time\":\"2", with: "\"time\":\"9"), "`time` is later than now"),
        ] {
            let outcome = try Self.follow(
                shop, [good, " \t\r", line, good], "--keep", "kept", "-o", "kept.csv")
            #expect(outcome.status == 3, "\(word): \(outcome.errors)")
            #expect(outcome.errors.contains(word), "\(outcome.errors)")
            #expect(
                outcome.errors.contains("events.jsonl:3") || outcome.errors.contains("line 3"),
                "\(outcome.errors)")
            let customer = Shop.purchases.purchases.first { $0.date >= Self.day }?.customer ?? "c1"
            #expect(!outcome.errors.contains(customer), "an error tells of nobody: \(outcome.errors)")
        }
        #expect(!FileManager.default.fileExists(atPath: shop.path + "/kept"))
        #expect(!FileManager.default.fileExists(atPath: shop.path + "/kept.csv"))
        let useless = try Self.follow(shop, [good], "--why", "so")
        #expect(useless.status == 3 && useless.errors.contains("without --keep"), "\(useless.errors)")
        let missing = try shop.leadline("personas", "follow", "who@1", "early.yaml", "--events", "none.jsonl")
        #expect(missing.status == 3 && missing.errors.contains("none.jsonl"), "\(missing.errors)")
    }

    @Test("the gates of features are asked of everybody before anything is put in force")
    func gates() throws {
        let shop = try Self.followed()
        let early = try BuiltProgram.text(shop.path + "/early.yaml")
        try shop.write(
            early.replacing(
                "label:\n  version",
                with: "quality: {features: {ranges: {monetary: [0, 1000000]}}}\nlabel:\n  version"),
            to: "early.yaml")
        let good = Self.later[0]
        #expect(try Self.follow(shop, [good], "-o", "kept.csv").status == 0)
        try FileManager.default.removeItem(atPath: shop.path + "/kept.csv")
        let large = good.replacing("\"amount\":", with: "\"amount\":1e9,\"more\":")
        let outcome = try Self.follow(shop, [large], "--keep", "kept", "-o", "kept.csv")
        #expect(outcome.status == 1 && outcome.errors.contains("ranges"), "\(outcome.errors)")
        for name in ["kept", "kept.csv"] {
            #expect(!FileManager.default.fileExists(atPath: shop.path + "/" + name))
        }
    }

    @Test("the gates of events are asked of those that came, too")
    func eventGates() throws {
        let shop = try Self.followed()
        let early = try BuiltProgram.text(shop.path + "/early.yaml")
        try shop.write(
            early.replacing(
                "label:\n  version",
                with:
                    "quality: {gates: {maximumNullShare: {purchases.purchase.region: 0.01}}}\nlabel:\n  version"
            ),
            to: "early.yaml")
        let good = Self.later[0]
        #expect(try Self.follow(shop, [good], "--as-of", Shop.asOf).status == 0)
        let without = Self.later.map { $0.replacing("\"region\":", with: "\"more\":") }
        let outcome = try Self.follow(shop, without, "--as-of", Shop.asOf, "-o", "kept.csv")
        #expect(outcome.status == 1 && outcome.errors.contains("maximumNullShare"), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: shop.path + "/kept.csv"))
    }

    @Test(
        "a message without words is none, in a file, in an event and for the daemon; another intent is told")
    func messages() throws {
        let shop = try MessageShop.shop()
        try shop.write(try MessageShop.taxonomy(shop), to: "names.yaml")
        let published = try MessageShop.publish(shop)
        #expect(published.status == 0, "\(published.errors)")
        let time = "2025-01-01T00:00:00Z"
        let last = try #require(
            MessageShop.messages.last {
                $0.date < "2024-12-30" && $0.words.contains("card")
                    && $0.date == MessageShop.newest(of: $0.customer)?.date
            })
        func event(_ text: String, _ time: String) -> String {
            """
            {"id":"late","source":"messages","type":"message","subject":"customer:\(last.customer)","channel":"chat",\
            "time":"\(time)","data":{"text":"\(text)","stars":3}}
            """
        }
        let empty = event("", "2024-12-30T23:59:59.999999Z")
        let csv = MessageShop.csv(MessageShop.messages)
        try shop.write(csv + "\(last.customer),2024-12-30,,3\n", to: "messages.csv")
        let assigned = try shop.leadline(
            "personas", "assign", "who@1", "pipeline.yaml", "--as-of", time, "-o", "at-once.csv")
        #expect(assigned.status == 0, "\(assigned.errors)")
        let expected = try BuiltProgram.text(shop.path + "/at-once.csv")
        let row = try #require(expected.split(separator: "\n").first { $0.contains(":\(last.customer),") })
        #expect(row.contains(",card,card,"), "\(row)")
        try shop.write(csv, to: "messages.csv")
        let followed = try Self.follow(
            shop, [empty], pipeline: "pipeline.yaml", "--as-of", time, "-o", "followed.csv")
        #expect(followed.status == 0, "\(followed.errors)")
        #expect(try BuiltProgram.text(shop.path + "/followed.csv") == expected)

        let daemon = try RunningDaemon(shop, "--personas", "who")
        let body = IntentWayTests.body(of: last.customer, asOf: time).replacing(
            "\"events\": [", with: "\"events\": [\(empty), ")
        var reply = try daemon.request("POST", "/v1/persona", body)
        try RunningDaemon.wait {
            reply = try daemon.request("POST", "/v1/persona", body)
            return reply.status != 503
        }
        #expect(reply.status == 200, "\(reply.text)")
        let answer = try JSONDecoder().decode(Answer.self, from: Data(reply.text.utf8))
        #expect(answer.intent.name == "card", "\(reply.text)")

        let other = try Self.follow(
            shop, [event("the machine kept my cash", "2025-03-01T23:59:59.999999Z")],
            pipeline: "pipeline.yaml")
        let line = try #require(Self.changes(other).first, "\(other.errors)")
        #expect(line.changed == ["intent"] && line.from == line.to && line.intent?.name == "cash")
    }

    private struct Answer: Decodable { var intent: Change.Intent }

    @Test("where links say who a visitor was, an event is taken in by everybody it tells of")
    func links() throws {
        var forms = WebForms()
        let shop = try Shop(WebForms.pipeline, data: "")
        try forms.write(to: shop)
        try Self.publish(in: shop)
        let time = "2025-01-15T00:00:00Z"
        let assigned = try shop.leadline(
            "personas", "assign", "who@1", "pipeline.yaml", "--as-of", time, "-o", "at-once.csv")
        #expect(assigned.status == 0, "\(assigned.errors)")
        // The forms of a time on, and what followed from them, come one by one, forms last.
        let from = Instant(year: 2024, month: 11, day: 1)
        let all = forms
        forms.visits.removeAll { $0.at >= from }
        forms.forms.removeAll { $0.at >= from }
        forms.leads.removeAll { $0.at >= from }
        forms.wins.removeAll { $0.at >= from }
        try forms.write(to: shop)
        func event(
            _ id: String, _ source: String, _ kind: String, _ subject: String, _ at: Instant,
            _ recorded: Instant? = nil, _ data: String = "{}"
        ) -> String {
            """
            {"id":"\(id)","source":"\(source)","type":"\(kind)","subject":"\(subject)","time":"\(at)",\
            "recordedtime":"\(recorded ?? at)","data":\(data)}
            """
        }
        let end = Instant(year: 2025, month: 3, day: 1)
        var events = all.visits.enumerated().filter { $1.at >= from }.map {
            event("v\($0)", "visits", "visit", "visitor:\($1.visitor)", $1.at)
        }
        events += all.leads.filter { $0.at >= from }.map {
            event("l\($0.lead)", "leads", "lead.created", "lead:\($0.lead)", $0.at)
        }
        events += all.wins.filter { $0.at >= from && $0.at < end }.map {
            event("w\($0.lead)", "wins", "won", "lead:\($0.lead)", $0.at)
        }
        events += all.forms.filter { $0.at >= from }.map {
            event(
                "f\($0.lead)", "forms", "identified", "visitor:\($0.visitor)", $0.at, $0.synced,
                "{\"lead\":{\"link\":\"lead:\($0.lead)\"}}")
        }
        let followed = try Self.follow(
            shop, events, pipeline: "pipeline.yaml", "--as-of", time, "-o", "followed.csv", "--with-ids")
        #expect(followed.status == 0, "\(followed.errors)")
        let expected = try BuiltProgram.text(shop.path + "/at-once.csv")
        #expect(try BuiltProgram.text(shop.path + "/followed.csv") == expected)
        // Forms are of visitors, and make leads somebody else.
        let changes = try Self.changes(followed)
        let told = Set(changes.compactMap(\.line))
        #expect(told.contains { $0 > events.count - 40 }, "\(told.count) lines of \(events.count)")
        #expect(changes.allSatisfy { $0.lead.hasPrefix("lead:") })
    }
}
