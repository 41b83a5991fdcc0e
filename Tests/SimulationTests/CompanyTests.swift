import Features
import FoundationEssentials
import Storage
import Testing

@testable import Simulation

@Suite struct CompanyTests {
    static func scenario(
        leads: Int = 2000, interactions: Int = 6, seed: Int = 5, company: String = "", leaks: String = ""
    ) -> String {
        """
        version: 1
        name: small
        seed: \(seed)
        from: 2023-01-01
        to: 2024-06-30
        company:
          leads: \(leads)
          interactions: \(interactions)
        \(company)
        \(leaks.isEmpty ? "" : "leaks: [\(leaks)]")
        """
    }

    private static let simulated = Result { try Simulated(scenario()) }

    @Test func theSameBytesAtAnyNumberOfThreads() throws {
        // More leads than a block, so that threads have something to share.
        let text = Self.scenario(leads: 5000, interactions: 1)
        #expect(try Simulated(text, threads: 1).simulation == Simulated(text, threads: 3).simulation)
    }

    @Test func theManifestSaysWhatIsThere() throws {
        let simulated = try Self.simulated.get()
        for file in simulated.simulation.files {
            #expect(try Digest.file(simulated.path + "/" + file.path).description == file.sha256)
        }
        let names = simulated.simulation.files.map(\.path)
        for channel in Channel.allCases { #expect(names.contains(channel.file)) }
    }

    /// The number that converts lies where the true probabilities say, over all leads and in each fifth of them.
    @Test func conversionsFollowTheirTrueProbabilities() throws {
        let leads = try Self.simulated.get().rows("truth/leads.csv").map { row in
            (
                probability: Double(row["probability"] ?? "") ?? .nan,
                converts: row["converts"] == "true"
            )
        }.sorted { $0.probability < $1.probability }
        #expect(abs(leads.reduce(0) { $0 + $1.probability } / Double(leads.count) - 0.2) < 1e-9)
        let fifth = leads.count / 5
        for part in [leads[...]] + (0..<5).map({ leads[$0 * fifth..<($0 + 1) * fifth] }) {
            let expected = part.reduce(0) { $0 + $1.probability }
            let deviation = part.reduce(0) { $0 + $1.probability * (1 - $1.probability) }.squareRoot()
            #expect(abs(Double(part.count { $0.converts }) - expected) < 4 * deviation)
        }
    }

    /// Of those still open when they are asked about, as many convert as their conditional probabilities say.
    @Test func probabilitiesWhenAskedAreThoseOfTheOpen() throws {
        let ask = TimeSpan.days(14)
        let open = try Self.simulated.get().rows("truth/leads.csv").filter { row in
            guard let converted = try? Instant(String(row["converted_at"] ?? "")) else { return true }
            return try converted - Instant(String(row["created_at"] ?? "")) >= ask
        }
        let probabilities = open.compactMap { Double($0["probability_when_asked"] ?? "") }
        #expect(probabilities.count == open.count)
        let deviation = probabilities.reduce(0) { $0 + $1 * (1 - $1) }.squareRoot()
        let converted = Double(open.count { $0["converts"] == "true" })
        #expect(abs(converted - probabilities.reduce(0, +)) < 4 * deviation)
    }

    @Test func outcomesAreWrittenWhenTheyHappen() throws {
        let simulated = try Self.simulated.get()
        let won = try simulated.rows("subscriptions.csv").filter { $0["action"] == "subscription.started" }
        let times = Dictionary(
            won.map { ($0["lead"] ?? "", $0["occurred_at"] ?? "") }, uniquingKeysWith: { first, _ in first })
        let last = "2024-06-29"
        for lead in try simulated.rows("truth/leads.csv") {
            let converted = lead["converted_at"] ?? ""
            guard converted < last else { continue }
            #expect(times[lead["lead"] ?? ""] == (converted.isEmpty ? nil : converted))
            if !converted.isEmpty {
                let span = try Instant(String(converted)) - Instant(String(lead["created_at"] ?? ""))
                #expect(span >= .days(5) && span < .days(60))
            }
        }
    }

    @Test func faultsAreThoseInTheFiles() throws {
        let simulated = try Simulated(
            Self.scenario(
                company: "  faults: {late: 0.05, duplicates: 0.02, skew: {source: web, by: -20m, share: 0.1}}"
            ))
        let faults = try simulated.rows("truth/faults.csv")
        let counts = simulated.simulation.counts
        #expect(counts["faults"] == faults.count)
        var found: [String: Int] = [:]
        for channel in Channel.allCases where !channel.isJSON && channel != .tickets {
            var seen: Set<Substring> = []
            for row in try simulated.rows(channel.file) where !seen.insert(row["id"] ?? "").inserted {
                found[channel.file, default: 0] += 1
            }
        }
        let told = Dictionary(grouping: faults.filter { $0["fault"] == "duplicate" }) { $0["file"] ?? "" }
        #expect(found.values.reduce(0, +) > 50)
        for (file, count) in found { #expect(told[Substring(file)]?.count == count) }
        for fault in faults {
            let occurred = try Instant(String(fault["occurred_at"] ?? ""))
            let written = try Instant(String(fault["written_occurred_at"] ?? ""))
            let recorded = try Instant(String(fault["recorded_at"] ?? ""))
            switch fault["fault"] {
            case "skew": #expect(occurred - written == TimeSpan(microseconds: 1_200_000_000))
            case "late": #expect(recorded - occurred >= TimeSpan(microseconds: 7_200_000_000))
            default: break
            }
        }
        #expect((counts["faults.skew"] ?? 0) > 0 && (counts["faults.late"] ?? 0) > 0)
    }

    @Test func faultsAndLeaksChangeNothingElse() throws {
        let plain = try Self.simulated.get()
        let faulty = try Simulated(
            Self.scenario(
                company: "  faults: {late: 0.3, duplicates: 0.3}",
                leaks: "{kind: missingness, strength: 1}, {kind: retroactiveIdentity, strength: 1}"))
        let left = try plain.rows("truth/leads.csv")
        #expect(try left == faulty.rows("truth/leads.csv"))
    }

    @Test func theGroupIsTreatedAsDeclared() throws {
        let group =
            "  group: {field: age_group, value: old, other: young, share: 0.5, conversion: -1, contact: -1.5}"
        let leads = try Simulated(Self.scenario(company: group)).rows("truth/leads.csv")
        func share(_ inGroup: String, _ fits: ([String: Substring]) -> Bool) -> Double {
            let part = leads.filter { $0["in_group"] ?? "" == inGroup }
            return Double(part.count(where: fits)) / Double(part.count)
        }
        // Deviations of the shares are near 0.01.
        #expect(
            share("false") { $0["converts"] == "true" } - share("true") { $0["converts"] == "true" } > 0.08)
        #expect(
            share("false") { $0["contacted_at"] != "" } - share("true") { $0["contacted_at"] != "" } > 0.2)
    }

    @Test func higherScoresAreContactedMore() throws {
        let leads = try Self.simulated.get().rows("truth/leads.csv")
            .sorted { (Int($0["score"] ?? "") ?? 0) < (Int($1["score"] ?? "") ?? 0) }
        let third = leads.count / 3
        let low = Double(leads.prefix(third).count { $0["contacted_at"] != "" }) / Double(third)
        let high = Double(leads.suffix(third).count { $0["contacted_at"] != "" }) / Double(third)
        #expect(high - low > 0.2)
    }

    @Test func visitsNameTheLeadOnlyOnceTheBrowserIsTied() throws {
        let simulated = try Self.simulated.get()
        let links = try Dictionary(
            simulated.rows("truth/keys.csv").map { ($0["key"] ?? "", $0["linked_at"] ?? "") },
            uniquingKeysWith: { first, _ in first })
        let text = try String(contentsOfFile: simulated.path + "/web.jsonl", encoding: .utf8)
        func value(_ line: Substring, _ key: String) -> Substring? {
            guard let range = line.firstRange(of: "\"\(key)\":\"") else { return nil }
            return line[range.upperBound...].prefix { $0 != "\"" }
        }
        var named = 0
        for line in text.split(separator: "\n").prefix(5000) {
            let linked = links[value(line, "cookie") ?? ""] ?? ""
            let isNamed = value(line, "lead") != nil
            named += isNamed ? 1 : 0
            // Times are written alike, so that they compare as texts.
            #expect(isNamed == (!linked.isEmpty && linked <= value(line, "occurred_at") ?? ""))
        }
        #expect(named > 1000 && named < 4900)
    }
}
