import Features
import FoundationEssentials
import TestKit
import Testing

/// Visitors become leads when they fill in a form: their visits count from when that is known, everywhere alike.
@Suite struct IdentityTests {
    private static let forms = WebForms()

    private struct Scored: Decodable {
        var logit: Double
        var features: [String: Double?]
    }

    private static func shop(_ pipeline: String = WebForms.pipeline, _ forms: WebForms = forms) throws -> Shop
    {
        let shop = try Shop(pipeline, data: "")
        try forms.write(to: shop)
        return shop
    }

    /// By entity and day of the cutoff, a column of a frame.
    private static func rows(_ file: String, _ column: String) throws -> [String: String] {
        let lines = try BuiltProgram.text(file).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let place = try #require(lines[0].firstIndex(of: column))
        return Dictionary(
            uniqueKeysWithValues: lines.dropFirst().map { ("\($0[0]) \($0[1].prefix(10))", $0[place]) })
    }

    @Test func visitsCountFromWhenTheVisitorIsKnown() throws {
        let shop = try Self.shop()
        let checked = try shop.leadline("check", "pipeline.yaml")
        #expect(checked.status == 0, "\(checked.output)\n\(checked.errors)")
        let written = try shop.leadline("features", "pipeline.yaml", "-o", "frame.csv")
        #expect(written.status == 0, "\(written.errors)")
        let frame = try Self.rows(shop.path + "/frame.csv", "visits")
        var (joined, unknown) = (0, 0)
        for (row, value) in frame {
            let parts = row.split(separator: " ").map(String.init)
            let lead = parts[0]
            let cutoff = try Instant(parts[1] + "T00:00:00Z")
            let expected = Self.forms.visits(of: lead, at: cutoff)
            #expect(Double(value) == Double(expected), "\(row)")
            if expected > 0 { joined += 1 }
            if Self.forms.forms.contains(where: { $0.lead == lead && $0.synced >= cutoff }) { unknown += 1 }
        }
        #expect(joined > 300 && unknown > 50, "\(joined) joined, \(unknown) unknown of \(frame.count)")

        // Without the map no visit is a lead's.
        try shop.write(
            WebForms.pipeline.replacing("identity: {links: [lead]}\n", with: ""), to: "pipeline.yaml")
        #expect(try shop.leadline("features", "pipeline.yaml", "-o", "plain.csv").status == 0)
        #expect(try Self.rows(shop.path + "/plain.csv", "visits").values.allSatisfy { Double($0) == 0 })
    }

    @Test func aTraceNamesTheKeyAndWhenItWasKnown() throws {
        let shop = try Self.shop()
        let form = try #require(
            Self.forms.forms.first { form in
                form.synced - form.at > .days(5) && Self.forms.visits.contains { $0.visitor == form.visitor }
                    && Self.forms.forms.count { $0.visitor == form.visitor } == 1
            })
        func trace(_ time: Instant) throws -> String {
            let told = try shop.leadline(
                "features", "pipeline.yaml", "--trace", form.lead, "--feature", "visits", "--at",
                time.description)
            #expect(told.status == 0, "\(told.errors)")
            return told.output
        }
        let why = "events of visitor:\(form.visitor) count as those of lead:\(form.lead): link `lead`"
        #expect(try trace(form.synced + .days(1)).contains(why))
        #expect(try !trace(form.synced).contains("visitor:"))
    }

    @Test func whoIsIdentifiedLaterChangesNoFrameOfThePast() throws {
        let shop = try Self.shop()
        func backfill() throws -> BuiltProgram.Outcome {
            try shop.leadline(
                "features", "backfill", "pipeline.yaml", "-o", "frames", "--by", "test", "--cutoff",
                "2024-05-01T00:00:00Z", "--cutoff", "2024-07-01T00:00:00Z")
        }
        let first = try backfill()
        #expect(first.output.contains("frames/v1: 2 frames added, 0 confirmed"), "\(first.errors)")
        // Every visitor turns out to have been another lead, as it says of old.
        var later = Self.forms
        let day = Instant(year: 2024, month: 7, day: 1)
        for (number, form) in Self.forms.forms.enumerated() where form.at < day {
            later.forms.append(
                WebForms.Form(
                    visitor: form.visitor, lead: "l\((number + 9) % Self.forms.leads.count)",
                    at: form.at + .days(1), synced: day))
        }
        try later.write(to: shop)
        let again = try backfill()
        #expect(again.output.contains("0 frames added, 2 confirmed"), "\(again.output)\n\(again.errors)")
    }

    @Test func theDaemonJoinsWhatTrainingJoined() throws {
        let shop = try Self.shop()
        for verb in ["audit", "train", "promote"] {
            let outcome = try shop.leadline(verb, "pipeline.yaml")
            #expect(
                [0, verb == "audit" ? 2 : 0].contains(outcome.status), "\(outcome.output)\(outcome.errors)")
        }
        let model = try BuiltProgram.text(shop.model + "/versions/1/model.json")
        #expect(model.contains(#""identity":{"links":["lead"]}"#))
        let asOf = try Instant("2025-01-10T00:00:00Z")
        let run = try shop.leadline("score", "pipeline.yaml", "--as-of", asOf.description, "-o", "scores.csv")
        #expect(run.status == 0, "\(run.errors)")
        let scores = Shop.scores(try BuiltProgram.text(shop.path + "/scores.csv"))
        let daemon = try RunningDaemon(shop)
        try RunningDaemon.wait { try daemon.request("GET", "/v2/health/ready").status == 200 }
        var joined = 0
        for (id, figures) in scores.sorted(by: { $0.key < $1.key }).prefix(40) {
            let lead = String(id.drop { $0 != ":" }.dropFirst())
            let reply = try daemon.request("POST", "/v1/score", Self.forms.body(lead: lead, asOf: asOf))
            #expect(reply.status == 200, "\(reply.text)")
            let live = try JSONDecoder().decode(Scored.self, from: Data(reply.body))
            #expect(live.logit == Double(figures[2]), "\(id)")
            let visits = Self.forms.visits(of: lead, at: asOf)
            #expect(live.features["visits"] == Double(visits))
            if visits > 0 { joined += 1 }
        }
        #expect(joined > 10)
        #expect(daemon.stop() == 0)
    }

    @Test func aLinkThatIsNotThereIsRefused() throws {
        for (text, message) in [
            ("links: [leed]", "no event carries a link 'leed'"), ("links: []", "no link is named"),
            ("links: [lead, lead]", "the link 'lead' is named twice"),
        ] {
            let shop = try Self.shop(WebForms.pipeline.replacing("links: [lead]", with: text))
            let refused = try shop.leadline("check", "pipeline.yaml")
            #expect(refused.status == 3)
            #expect(
                refused.errors.contains(message) && refused.errors.contains("pipeline.yaml:6")
                    && refused.errors.contains("remedy:"), "\(refused.errors)")
        }
    }
}
