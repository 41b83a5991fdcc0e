import FoundationEssentials
import Storage
import Testing

/// A served model's decisions joined with what happened since.
@Suite struct DecisionLogTests {
    private static let asOf = "2025-01-10T00:00:00.000000Z"

    private struct Decisions: Decodable {
        struct Row: Decodable {
            var metric: String
            var slice: String
            var group: String
            var value: Double?
            var n: Int
            var method: String
        }
        var counts: [String: Int]
        var metrics: [Row]
    }

    private static func line(
        _ entity: String, asOf: String = asOf, model: String = "shop", version: Int = 1, id: String,
        _ probability: String
    ) -> String {
        DecisionLine(
            id: id, entity: entity, asOf: asOf, model: model, version: version, probability: probability
        ).text
    }

    /// Who buys in the 30 days from the tenth of January on, by the purchases themselves.
    private static let buyers = Set(
        Shop.purchases.purchases.filter { $0.date >= "2025-01-10" && $0.date < "2025-02-09" }.map {
            "customer:" + $0.customer
        })

    @Test func areMeasuredOnWhatHappened() throws {
        let shop = try Shop.promoted()
        #expect(try shop.leadline("score", "pipeline.yaml", "--as-of", Self.asOf, "-o", "s.csv").status == 0)
        let scores = Shop.scores(try BuiltProgram.text(shop.path + "/s.csv"))
        let key = try PseudonymKey.loadOrCreate(at: shop.path + "/.leadline/pseudonym.key")
        let leads = scores.sorted { $0.key < $1.key }.map { (id: $0.key, probability: $0.value[1]) }
        var lines = leads.map { Self.line(key.pseudonym($0.id), id: "a" + $0.id, $0.probability) }
        lines.append(lines[0].replacing("T08:", with: "T09:"))
        lines.append(Self.line(key.pseudonym(leads[0].id), asOf: "2025-03-20T00:00:00Z", id: "b", "0.5"))
        lines.append(Self.line(key.pseudonym("customer:nobody"), id: "c", "0.5"))
        lines.append(Self.line(key.pseudonym(leads[0].id), model: "other", id: "d", "0.5"))
        // Nothing that the model decided.
        for model in ["shop", "shop", "other"] {
            lines.append(
                #"{"time":"2025-01-10T09:00:00Z","model":"\#(model)","alias":"production","entity":"\#(key.pseudonym(leads[0].id))","asOf":"\#(Self.asOf)","probability":0.05,"fallback":"not_ready"}"#
            )
        }
        // The writer was stopped in the middle of a line.
        try shop.write(lines.joined(separator: "\n") + "\n" + lines[1].prefix(80), to: "log.jsonl")
        let run = try shop.leadline("evaluate", "pipeline.yaml", "--log", "log.jsonl", "-o", "out.json")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("breaks off"), "\(run.errors)")
        let found = try JSONDecoder().decode(
            Decisions.self, from: Data(BuiltProgram.text(shop.path + "/out.json").utf8))
        let positives = leads.count { Self.buyers.contains($0.id) }
        #expect(positives > 10 && positives < leads.count - 10)
        #expect(
            found.counts == [
                "read": leads.count + 7, "repeated": 1, "ofOthers": 2, "fallbacks": 2, "unknown": 1,
                "immature": 1,
                "excluded": 0, "positives": positives, "negatives": leads.count - positives,
            ])
        var (won, pairs) = (0.0, 0.0)
        for one in leads where Self.buyers.contains(one.id) {
            for other in leads where !Self.buyers.contains(other.id) {
                let gap = (Double(one.probability) ?? .nan) - (Double(other.probability) ?? .nan)
                won += gap > 0 ? 1 : gap == 0 ? 0.5 : 0
                pairs += 1
            }
        }
        let auroc = found.metrics.filter { $0.metric == "auroc" }
        #expect(auroc.map(\.group) == ["overall", "version=1", "region=north", "region=south"])
        #expect(auroc.allSatisfy { $0.slice == "decisions" })
        #expect(auroc.map(\.n).prefix(2) == [leads.count, leads.count])
        #expect(auroc[2].n + auroc[3].n == leads.count)
        #expect(abs((auroc[0].value ?? .nan) - won / pairs) < 1e-12)
        let days = try #require(found.metrics.first { $0.metric == "cycle_days" && $0.group == "overall" })
        #expect(days.value.map { $0 > 0 && $0 < 30 } == true && days.n == leads.count, "\(days)")
        let bands = found.metrics.filter { $0.metric == "base_rate" && $0.group.hasPrefix("band=") }
        #expect(bands.map(\.group) == (1...5).map { "band=\($0)" })
        #expect(bands.reduce(0) { $0 + $1.n } == leads.count)
    }

    /// Leads of the last weeks are in no plan, and in a household all the same.
    @Test func theNewestLeadsBelongToTheirHouseholds() throws {
        let shop = try ClusterWayTests.shop("cluster: household, ")
        let key = try PseudonymKey.loadOrCreate(at: shop.path + "/.leadline/pseudonym.key")
        let newest = (1300..<1312).map { "c\($0)" }
        let rows = (1300..<1312).map { "c\($0),2025-02-10,1,10.00,north,h\($0 / 3)\n" }.joined()
        try shop.write(BuiltProgram.text(shop.path + "/purchases.csv") + rows, to: "purchases.csv")
        let known = Set(Shop.purchases.purchases.filter { $0.date < "2025-02-20" }.map(\.customer))
        let customers = known.sorted() + newest
        let households = Set(customers.compactMap { Int($0.dropFirst()).map { $0 / 3 } })
        #expect(known.isDisjoint(with: newest) && households.count < customers.count)
        let lines = customers.enumerated().map { place, customer in
            Self.line(
                key.pseudonym("customer:" + customer), asOf: "2025-02-20T00:00:00Z", version: 1 + place % 2,
                id: customer, "0.\(100 + place)")
        }
        try shop.write(lines.joined(separator: "\n") + "\n", to: "log.jsonl")
        let run = try shop.leadline("evaluate", "pipeline.yaml", "--log", "log.jsonl", "--json")
        #expect(run.status == 0, "\(run.errors)")
        let found = try JSONDecoder().decode(Decisions.self, from: Data(run.output.utf8))
        let overall = try #require(
            found.metrics.first { $0.metric == "brier_score" && $0.group == "overall" })
        #expect(overall.n == customers.count)
        #expect(
            overall.method.hasSuffix(
                "by \(households.count) clusters of household; 2 versions and variants together"),
            "\(overall.method)")
    }

    /// Cohorts by what was known of the leads when they were asked about, and a page of them.
    @Test func areToldByThePipelinesGroups() throws {
        let shop = try Shop.promoted()
        #expect(try shop.leadline("score", "pipeline.yaml", "--as-of", Self.asOf, "-o", "s.csv").status == 0)
        let key = try PseudonymKey.loadOrCreate(at: shop.path + "/.leadline/pseudonym.key")
        let scores = Shop.scores(try BuiltProgram.text(shop.path + "/s.csv")).sorted { $0.key < $1.key }
        // Both versions were asked about everybody as of the same time.
        let lines = scores.flatMap { id, values in
            [1, 2].map { Self.line(key.pseudonym(id), version: $0, id: "\($0)" + id, values[1]) }
        }
        try shop.write(lines.joined(separator: "\n") + "\n", to: "log.jsonl")
        let run = try shop.leadline(
            "evaluate", "pipeline.yaml", "--log", "log.jsonl", "-o", "out.json", "--report", "page")
        #expect(run.status == 0 && run.output.contains("page/report.html"), "\(run.errors)")
        let found = try JSONDecoder().decode(
            Decisions.self, from: Data(BuiltProgram.text(shop.path + "/out.json").utf8))
        var regionOf: [String: String] = [:]
        for purchase in Shop.purchases.purchases where purchase.date < "2025-01-10" {
            regionOf["customer:" + purchase.customer] = purchase.region
        }
        for region in Set(regionOf.values) {
            let own = scores.filter { regionOf[$0.key] == region }
            let row = try #require(
                found.metrics.first { $0.metric == "base_rate" && $0.group == "region=\(region)" })
            #expect(row.n == 2 * own.count)
            let rate = Double(own.count { Self.buyers.contains($0.key) }) / Double(own.count)
            #expect(abs((row.value ?? .nan) - rate) < 1e-12)
        }
        #expect(found.metrics.contains { $0.metric == "auroc_difference" && $0.group == "region" })
        #expect(!found.metrics.contains { $0.group == "version" || $0.metric.contains("capacity") })
        let page = try BuiltProgram.text(shop.path + "/page/report.html")
        for words in ["What did the decisions of shop come to?", "region", "SHA-256", "won by the call"] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(!page.contains("customer:") && shop.names(below: shop.path + "/page").contains("card.md"))
    }

    @Test func aWorkingFolderWithoutAKeyIsSaidAndStaysEmpty() throws {
        let shop = try Shop.promoted()
        try shop.write(Self.line("e", id: "a", "0.5") + "\n", to: "log.jsonl")
        let run = try shop.leadline(
            "evaluate", "pipeline.yaml", "--log", "log.jsonl", "--working", "elsewhere")
        #expect(
            run.status == 3 && run.errors.contains("there is no elsewhere/pseudonym.key"), "\(run.errors)")
        #expect(shop.names(below: shop.path + "/elsewhere").isEmpty)
    }

    @Test func whatCannotBeJoinedIsSaid() throws {
        let shop = try Shop.promoted()
        func run(_ lines: [String]) throws -> BuiltProgram.Outcome {
            try shop.write(lines.joined(separator: "\n") + "\n", to: "log.jsonl")
            return try shop.leadline("evaluate", "pipeline.yaml", "--log", "log.jsonl")
        }
        let good = Self.line("e", id: "a", "0.5")
        let nothing = try run([good])
        #expect(
            nothing.status == 2 && nothing.output.contains("nothing can be measured"), "\(nothing.errors)")
        let torn = try run([String(good.prefix(50)), good])
        #expect(torn.status == 3 && torn.errors.contains("log.jsonl:1"), "\(torn.errors)")
        let outside = try run([good, Self.line("e", id: "b", "1.5")])
        #expect(outside.status == 3 && outside.errors.contains("log.jsonl:2"), "\(outside.errors)")
        let twice = try run([good, Self.line("e", id: "a", "0.25")])
        #expect(twice.status == 3 && twice.errors.contains("another decision"), "\(twice.errors)")
        let option = try shop.leadline("evaluate", "pipeline.yaml", "--log", "log.jsonl", "--top", "0.2")
        #expect(option.status == 3 && option.errors.contains("--top does nothing with --log"))
    }
}
