import FoundationEssentials
import Testing

/// From purchases to named groups and back.
@Suite struct PersonaWayTests {
    private struct Discovery: Decodable {
        struct Profile: Decodable {
            struct Share: Decodable {
                var count: Int
                var rows: Int
            }
            var id: String
            var size: Share
            var conversion: Share
            var laterConversion: Share?
            var examples: [String]
        }
        var leads: Int
        var profiles: [Profile]
    }

    private static func discover(_ shop: Shop, _ more: String...) throws -> BuiltProgram.Outcome {
        try BuiltProgram.leadline.run(
            [
                "personas", "discover", "pipeline.yaml", "-o", "found.json", "--draft", "draft.yaml",
                "--k-range", "2..3", "--bootstraps", "10", "--sample", "150", "--draws", "19", "--page",
                "found.html",
            ] + more, in: shop.path)
    }

    private static func found(_ shop: Shop) throws -> Discovery {
        try JSONDecoder().decode(
            Discovery.self, from: Data(try BuiltProgram.text(shop.path + "/found.json").utf8))
    }

    /// A taxonomy with a persona a group, whatever their stability, and more lines.
    private static func taxonomy(_ found: Discovery, revision: Int = 1, _ more: String = "") -> String {
        let personas = found.profiles.enumerated().map { index, profile in
            "  group-\(index): {title: Group \(index), clusters: [\(profile.id)]}"
        }
        return "version: 1\nrevision: \(revision)\ntitle: Who buys\nabstainBelow: 0.1\npersonas:\n"
            + personas.joined(separator: "\n") + "\n" + more
    }

    @Test("groups are the same bytes at any number of threads, count each lead once, and name nobody")
    func discovering() throws {
        let shop = try Shop()
        let first = try Self.discover(shop, "--threads", "1")
        #expect([0, 2].contains(first.status), "\(first.errors)")
        let bytes = try BuiltProgram.text(shop.path + "/found.json")
        let again = try Self.discover(shop, "--threads", "2")
        #expect(again.status == first.status)
        #expect(try BuiltProgram.text(shop.path + "/found.json") == bytes)
        let found = try Self.found(shop)
        #expect(found.profiles.map(\.size.count).reduce(0, +) == found.leads)
        #expect(found.profiles.allSatisfy { $0.conversion.rows == $0.size.count })
        #expect(found.profiles.flatMap(\.examples).count >= found.profiles.count)
        let keys = Set(Shop.purchases.purchases.map(\.customer))
        let named = keys.filter { bytes.contains("\"\($0)\"") || bytes.contains(":\($0)\"") }
        #expect(named.isEmpty, "customers' keys are in the document")
        let page = try BuiltProgram.text(shop.path + "/found.html")
        #expect(
            page.hasPrefix("<!doctype html>") && !page.contains("<script") && !page.contains("customer:c1"))
        #expect(page.contains("How to read this") && page.contains("map-chart"))
        let draft = try BuiltProgram.text(shop.path + "/draft.yaml")
        for profile in found.profiles { #expect(draft.contains(profile.id)) }
        #expect(page.contains("Not tested: no protected attribute is declared"))
        #expect(page.contains("No journeys are told: every event is of the kind “purchase”"))
        // Features go by their sentences, also in the draft.
        #expect(page.contains("has bought … times") && !draft.contains("high frequency"))
        #expect(page.contains("The middle of each input"))
        // Examples are of features that fit: a sum, and the time since the last event.
        #expect(draft.contains("{persona: persona-") && draft.contains("when: {monetary: {above: "))
        #expect(draft.contains("{name: gone quiet, kind: risk, when: {recency: {above: "))
    }

    @Test("a draft in which no group is to be trusted is answered by its own hint")
    func nobodyTrusted() throws {
        let shop = try Shop()
        #expect(try Self.discover(shop).status != 3)
        let text = try BuiltProgram.text(shop.path + "/draft.yaml").split(
            separator: "\n", omittingEmptySubsequences: false
        ).map { $0.hasPrefix("  ") ? "  # " + $0.dropFirst(2) : String($0) }.joined(separator: "\n")
        try shop.write(text, to: "draft.yaml")
        let answer = try shop.leadline("personas", "map", "draft.yaml", "--discovery", "found.json")
        #expect(answer.status == 3)
        #expect(
            answer.errors.contains("there is no persona") && answer.errors.contains("uncomment it"),
            "\(answer.errors)")
    }

    @Test("the page of a version tells who stands below whom, what decides each, and how many leads")
    func whoIsWho() throws {
        let shop = try Shop()
        #expect(try Self.discover(shop).status != 3)
        let found = try Self.found(shop)
        try shop.write(
            Self.taxonomy(
                found,
                """
                  buyers: {title: Buyers}
                  frequent: {title: Frequent, parent: buyers, archetype: {wishes: {frequency: high}}}
                rules:
                  - {persona: frequent, when: {frequency: {atLeast: 6}}, because: they come often}
                flags:
                  - {name: often, kind: opportunity, when: {frequency: {above: 2}}, advice: say thanks}

                """
            ).replacing("title: Group 0,", with: "title: Group 0, parent: buyers,"), to: "names.yaml")
        let mapped = try shop.leadline(
            "personas", "map", "names.yaml", "--discovery", "found.json", "--publish", "who")
        #expect(mapped.status == 0, "\(mapped.errors)")
        let own = try #require(found.profiles.first?.size.count)
        let buyers = try #require(
            mapped.output.split(separator: "\n").first { $0.contains("buyers") && $0.contains("Buyers") })
        #expect(buyers.contains(" \(own) ") && buyers.contains("those below"), "\(buyers)")
        #expect(
            try shop.leadline("personas", "assign", "who@1", "pipeline.yaml", "-o", "all.csv").status == 0)
        let lines = try BuiltProgram.text(shop.path + "/all.csv").split(separator: "\n").dropFirst()
        let ruled = lines.count { $0.contains(",frequent,rule,") }
        let flagged = lines.count { $0.contains("opportunity: often") }
        #expect(ruled > 0 && flagged > ruled)
        let shown = try shop.leadline(
            "personas", "show", "who@1", "--pipeline", "pipeline.yaml", "--page", "page.html")
        #expect(shown.status == 0, "\(shown.errors)")
        let page = try BuiltProgram.text(shop.path + "/page.html")
        #expect(
            page.contains(
                "rule 1: has bought at least 6 times; because they come often</td><td class=\"number\">\(ruled)</td>"
            ))
        #expect(
            page.contains(
                "has bought more than 2 times</td><td>say thanks</td><td class=\"number\">\(flagged)</td>"))
        #expect(page.contains("– Frequent") && page.contains("the 2 below together"))
        #expect(page.contains("“has bought … times” is high"))
        #expect(shown.output.contains("frequent") && shown.output.contains("flagged opportunity: often"))
        // Without leads nothing is counted that nobody counted.
        #expect(try shop.leadline("personas", "show", "who@1", "--page", "page.html").status == 0)
        #expect(try BuiltProgram.text(shop.path + "/page.html").contains("Leads found in its groups"))
        let useless = try shop.leadline("personas", "show", "found.json", "--pipeline", "pipeline.yaml")
        #expect(useless.status == 3 && useless.errors.contains("--pipeline does nothing"))
    }

    @Test("rewriting what came after the train slice moves no group, and only the later leads' outcomes")
    func future() throws {
        let shop = try Shop()
        #expect(try Self.discover(shop).status != 3)
        let before = try Self.found(shop)
        try shop.write(Shop.purchases.csv(rewrittenFrom: "2025-02-01"), to: "purchases.csv")
        #expect(try Self.discover(shop).status != 3)
        let after = try Self.found(shop)
        #expect(after.profiles.map(\.id) == before.profiles.map(\.id))
        #expect(after.profiles.map(\.size.count) == before.profiles.map(\.size.count))
    }

    @Test("names are published, put in force, assigned, changed and rolled back, and journals tell it")
    func way() throws {
        let shop = try Shop()
        #expect(try Self.discover(shop).status != 3)
        let found = try Self.found(shop)
        try shop.write(Self.taxonomy(found), to: "names.yaml")
        let checked = try shop.leadline("personas", "map", "names.yaml", "--discovery", "found.json")
        #expect(checked.status == 0, "\(checked.errors)")
        #expect(!FileManager.default.fileExists(atPath: shop.path + "/registry/models/who"))
        func publish(_ why: String) throws -> BuiltProgram.Outcome {
            try shop.leadline(
                "personas", "map", "names.yaml", "--discovery", "found.json", "--publish", "who", "--alias",
                "production", "--override", "--by", "somebody", "--why", why)
        }
        let first = try publish("first names")
        #expect(first.status == 0, "\(first.errors)")
        func assign(_ more: String...) throws -> BuiltProgram.Outcome {
            try BuiltProgram.leadline.run(
                ["personas", "assign", "who@production", "pipeline.yaml", "--keep", "kept"] + more,
                in: shop.path)
        }
        #expect(try assign("-o", "one.csv").status == 0)
        let same = try assign()
        #expect(same.output.contains("has the same assignments"), "\(same.output)")
        #expect(shop.names(below: shop.path + "/kept").filter { $0.hasPrefix("run-") } == ["run-1.parquet"])
        let one = try BuiltProgram.text(shop.path + "/one.csv")
        #expect(one.contains("group-0") && one.contains("group-1"))

        // A persona that vanished without a word is refused with the line.
        try shop.write(
            Self.taxonomy(found, revision: 2).replacing("  group-1:", with: "  rare:"), to: "names.yaml")
        let vanished = try publish("x")
        #expect(vanished.status == 3)
        #expect(
            vanished.errors.contains("names.yaml:5") && vanished.errors.contains("'group-1'"),
            "\(vanished.errors)")
        try shop.write(
            Self.taxonomy(
                found, revision: 2,
                "rules:\n  - {persona: frequent, when: {frequency: {atLeast: 6}}, because: they come often}\n"
            ).replacing("  group-1: {", with: "  frequent: {formerly: [group-1], "), to: "names.yaml")
        let second = try publish("better names")
        #expect(second.status == 0, "\(second.errors)")
        #expect(second.output.contains("group-1: renamed: frequent"), "\(second.output)")
        let renamed = try assign("-o", "two.csv")
        #expect(renamed.status == 0, "\(renamed.errors)")
        #expect(
            renamed.output.contains(": group-1 → frequent, the same persona under another name\n")
                && renamed.output.contains(": group-0 → frequent\n"), "\(renamed.output)")
        #expect(try BuiltProgram.text(shop.path + "/two.csv").contains("they come often"))
        let difference = try shop.leadline(
            "personas", "diff", "who@1", "who@2", "--pipeline", "pipeline.yaml")
        #expect(difference.status == 1)
        #expect(difference.output.contains("other: rules"), "\(difference.output)")

        let rolled = try shop.leadline(
            "personas", "rollback", "who", "--keep", "kept", "--by", "somebody", "--why", "too soon")
        #expect(rolled.status == 0, "\(rolled.errors)")
        #expect(rolled.output.contains("version 1 again (was 2)"), "\(rolled.output)")
        #expect(try BuiltProgram.text(shop.path + "/kept/current") == "1\n")
        let journal = try BuiltProgram.text(shop.path + "/kept/journal.jsonl").split(separator: "\n")
        #expect(journal.count == 3)
        #expect(journal[1].matches(of: /"from":"group-1","isRename":true/).count == 1)
        #expect(journal[1].matches(of: /isRename/).count == 1)
        #expect(
            journal[2].matches(of: /"from":"frequent","isRename":true,"leads":\d+,"to":"group-1"/).count == 1)
        #expect(journal[2].contains("\"rollback\"") && journal[2].contains("too soon"))
        // Replayed, the assignments are those of before, to the last byte.
        #expect(try assign("-o", "three.csv").status == 0)
        #expect(try BuiltProgram.text(shop.path + "/three.csv") == one)
        let shown = try shop.leadline("personas", "show", "who@production", "--page", "page.html")
        #expect(try BuiltProgram.text(shop.path + "/page.html").contains("Group 0"))
        #expect(shown.status == 0 && shown.output.contains("revision 1"))
        let drift = try shop.leadline("personas", "drift", "who@production", "pipeline.yaml", "--json")
        #expect([0, 2].contains(drift.status), "\(drift.errors)")
        let verified = try shop.leadline("registry", "verify")
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test("one lead as of a day is answered with reasons, and a run that was altered is not gone on from")
    func oneLead() throws {
        let shop = try Shop()
        #expect(try Self.discover(shop).status != 3)
        try shop.write(Self.taxonomy(try Self.found(shop)), to: "names.yaml")
        #expect(
            try shop.leadline(
                "personas", "map", "names.yaml", "--discovery", "found.json", "--publish", "who"
            ).status == 0)
        let customer = try #require(Shop.purchases.purchases.first?.customer)
        let one = try shop.leadline(
            "personas", "assign", "who@1", "pipeline.yaml", "--lead", customer, "--as-of",
            "2025-01-01T00:00:00Z")
        #expect(one.status == 0, "\(one.errors)")
        #expect(one.output.contains("decided by:") && one.output.contains("because:\n  "))
        #expect(!one.output.contains("because it"))
        // A lead is found by its pseudonym, of which the page has the first digits.
        let pseudonym = try #require(Self.found(shop).profiles.first?.examples.first)
        func assigned(_ lead: String) throws -> BuiltProgram.Outcome {
            try shop.leadline("personas", "assign", "who@1", "pipeline.yaml", "--lead", lead, "--json")
        }
        let whole = try assigned(pseudonym)
        let key = try #require(whole.errors.firstMatch(of: /([0-9a-f]{32}) is (customer:\w+)\n/))
        #expect(whole.status == 0 && key.1 == pseudonym, "\(whole.errors)")
        let beginning = try assigned(String(pseudonym.prefix(12)))
        #expect(beginning.errors.contains("\(pseudonym.prefix(12)) is \(key.2)\n"), "\(beginning.errors)")
        let known = try assigned(String(key.2))
        #expect(known.output == whole.output && known.output == beginning.output)
        #expect(!known.errors.contains(" is customer:"))
        let nobody = try assigned("000000000000")
        #expect(
            nobody.status == 3
                && nobody.errors.contains("no customer has the id or the pseudonym 000000000000 here"),
            "\(nobody.errors)")
        #expect(try assigned("00000000000").errors.contains("nothing is known of that customer"))
        let state = try shop.leadline("features", "pipeline.yaml", "--state", pseudonym)
        #expect(state.status == 0 && state.errors.contains("is \(key.2)\n"), "\(state.errors)")
        #expect(
            try shop.leadline("personas", "assign", "who@1", "pipeline.yaml", "--keep", "kept").status == 0)
        try shop.write("else", to: "kept/run-1.parquet")
        let refused = try shop.leadline(
            "personas", "assign", "who@1", "pipeline.yaml", "--keep", "kept", "--as-of",
            "2025-01-01T00:00:00Z")
        #expect(refused.status == 1 || refused.status == 3)
        #expect(refused.errors.contains("is not what the journal says"), "\(refused.errors)")
    }

    @Test("a group that is not to be trusted is not put in force, and mistakes are told with their line")
    func refusals() throws {
        let shop = try Shop()
        let unknown = try Self.discover(shop, "--input", "frequenzy")
        #expect(unknown.status == 3 && unknown.errors.contains("frequency"), "\(unknown.errors)")
        #expect(try Self.discover(shop).status != 3)
        let found = try Self.found(shop)
        try shop.write(
            Self.taxonomy(found).replacing(found.profiles[0].id, with: "c-zzzzzz"), to: "names.yaml")
        let wrong = try shop.leadline("personas", "map", "names.yaml", "--discovery", "found.json")
        #expect(wrong.status == 3 && wrong.errors.contains("names.yaml:6"), "\(wrong.errors)")
        try shop.write(Self.taxonomy(found), to: "names.yaml")
        // A document whose parts are of other clusters is refused, not indexed.
        let whole = try BuiltProgram.text(shop.path + "/found.json")
        let sizes = try #require(whole.firstRange(of: "\"sizes\":["))
        try shop.write(
            String(whole[..<sizes.upperBound]) + "1," + String(whole[sizes.upperBound...]), to: "found.json")
        let cut = try shop.leadline("personas", "show", "found.json", "--page", "x.html")
        #expect(cut.status == 3 && cut.errors.contains("not of the same clusters"), "\(cut.errors)")
        try shop.write(whole, to: "found.json")
        // As if bootstrap samples had not found the groups again.
        let text = try BuiltProgram.text(shop.path + "/found.json")
        let doubted = ["highlyStable", "valid", "doubtful"].reduce(text) {
            $0.replacing("\"verdict\":\"\($1)\"", with: "\"verdict\":\"notToBeTrusted\"")
        }
        try shop.write(doubted, to: "found.json")
        let refused = try shop.leadline(
            "personas", "map", "names.yaml", "--discovery", "found.json", "--publish", "who", "--alias",
            "production")
        #expect(refused.status == 1, "\(refused.output)")
        #expect(
            refused.errors.contains("notToBeTrusted") && refused.errors.contains("--override"),
            "\(refused.errors)")
        // As if hardly anybody came later whom the groups look like.
        let share = try #require(text.firstMatch(of: /"unlikeAnybody":\{[^}]*\}/))
        try shop.write(
            text.replacing(
                share.0,
                with: #""unlikeAnybody":{"count":9,"lower":0.6,"rows":10,"upper":0.99,"value":0.9}"#),
            to: "found.json")
        let strange = try shop.leadline(
            "personas", "map", "names.yaml", "--discovery", "found.json", "--publish", "who", "--alias",
            "production")
        #expect(
            strange.status == 1 && strange.errors.contains("90.0 % of the later leads are like nobody"),
            "\(strange.errors)")
    }
}
