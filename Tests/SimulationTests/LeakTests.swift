import Features
import FoundationEssentials
import Storage
import Testing

@testable import Simulation

/// Each planted leak does what docs/simulator.md says, and truth/leaks.json tells how often.
@Suite struct LeakTests {
    private struct Told: Decodable {
        struct Leak: Decodable {
            var kind: String
            var strength: Double
            var file: String
            var affected: Int
        }
        var leaks: [Leak]
    }

    private func simulate(
        _ kind: String, _ strength: Double, leads: Int = 600
    ) throws -> (data: Simulated, affected: Int) {
        let simulated = try Simulated(
            CompanyTests.scenario(
                leads: leads, interactions: 4, leaks: "{kind: \(kind), strength: \(strength)}"))
        let told = try JSONDecoder().decode(
            Told.self, from: Data(contentsOf: URL(filePath: simulated.path + "/truth/leaks.json")))
        #expect(told.leaks.map(\.kind) == [kind] && told.leaks.map(\.strength) == [strength])
        return (simulated, told.leaks.first?.affected ?? 0)
    }

    /// Those of the leads who convert by the last day.
    private func winners(_ data: Simulated) throws -> Set<Substring> {
        Set(
            try data.rows("truth/leads.csv")
                .filter { $0["converts"] == "true" && ($0["converted_at"] ?? "") < "2024-07-01" }
                .compactMap { $0["lead"] })
    }

    @Test func everyKindIsListedAndLeavesTheRestAlone() throws {
        for kind in Leak.Kind.allCases {
            let (data, affected) = try simulate(kind.rawValue, 0, leads: 150)
            #expect(affected == 0, "\(kind)")
            #expect(data.simulation.files.contains { $0.path == kind.file }, "\(kind)")
            let (_, strong) = try simulate(kind.rawValue, 1, leads: 150)
            #expect(strong > 0, "\(kind)")
        }
    }

    @Test func fieldsOfTheSnapshotFollowTheOutcome() throws {
        let (values, _) = try simulate("postOutcomeField", 1)
        let won = try winners(values)
        for row in try values.rows("leads.csv") {
            #expect((row["close_value"] != "0") == won.contains(row["lead"] ?? ""))
        }
        let (bands, filled) = try simulate("missingness", 1)
        #expect(try winners(bands).count == filled)
        for row in try bands.rows("leads.csv") where won.contains(row["lead"] ?? "") {
            #expect(row["budget_band"] != "")
        }
        let (ratings, _) = try simulate("overwrittenField", 1)
        for row in try ratings.rows("leads.csv") where won.contains(row["lead"] ?? "") {
            #expect(row["rating"] == "hot")
        }
    }

    @Test func strengthIsAShare() throws {
        let (data, affected) = try simulate("missingness", 0.5)
        let won = Double(try winners(data).count)
        #expect(abs(Double(affected) - 0.5 * won) < 4 * (0.25 * won).squareRoot())
    }

    @Test func backfilledRowsBreakTheOrderOfEntry() throws {
        func disorder(_ strength: Double) throws -> Int {
            let rows = try simulate("backfilledValue", strength).data.rows("crm.csv")
            let ids = rows.compactMap { Int($0["id"]?.dropFirst() ?? "") }
            #expect(ids.count == rows.count)
            // The latest recorded time so far is passed by honest rows; a forged one lies days before it.
            var latest = Substring()
            var count = 0
            for row in rows {
                let recorded = row["recorded_at"] ?? ""
                if recorded < latest, row["action"] == "budget.confirmed" { count += 1 }
                latest = max(latest, recorded)
            }
            return count
        }
        #expect(try disorder(1) > 20 * max(1, disorder(0)))
    }

    @Test func causedActivityIsDatedBeforeTheOutcome() throws {
        let (data, affected) = try simulate("outcomeCausedActivity", 1)
        let won = try winners(data)
        let opened = try data.rows("product.csv").filter { $0["action"] == "workspace.opened" }
        let byWinners = Set(opened.compactMap { $0["lead"] }).intersection(won)
        #expect(affected <= won.count && affected > won.count * 9 / 10)
        #expect(byWinners.count >= affected)
    }

    @Test func copiesOfLeadsAreLaterByWholeWeeks() throws {
        let (data, affected) = try simulate("duplicateAcrossSlices", 1)
        let leads = try data.rows("truth/leads.csv")
        let byName = Dictionary(uniqueKeysWithValues: leads.map { ($0["lead"] ?? "", $0) })
        let copies = leads.filter { $0["copy_of"] != "" }
        #expect(copies.count == affected)
        for copy in copies {
            let donor = byName[copy["copy_of"] ?? ""] ?? [:]
            let span =
                try Instant(String(copy["created_at"] ?? "")) - Instant(String(donor["created_at"] ?? ""))
            #expect(span > TimeSpan(microseconds: 0))
            #expect(span.microseconds % TimeSpan.days(7).microseconds == 0)
            for name in ["probability", "converts", "account", "score"] { #expect(copy[name] == donor[name]) }
        }
    }

    @Test func accountsDecideForTheirLeads() throws {
        let (data, _) = try simulate("accountAcrossSlices", 1)
        let groups = Dictionary(grouping: try data.rows("truth/leads.csv")) { $0["account"] ?? "" }
        #expect(groups.values.allSatisfy { leads in Set(leads.map { $0["converts"] ?? "" }).count == 1 })
    }

    @Test func encodedTargetsAreMeansOfAllRows() throws {
        let (data, _) = try simulate("targetEncoding", 1)
        let account = Dictionary(
            uniqueKeysWithValues: try data.rows("truth/leads.csv").map {
                ($0["lead"] ?? "", $0["account"] ?? "")
            })
        let rows = try data.rows("prepared.csv")
        let groups = Dictionary(grouping: rows) { account[$0["lead"] ?? ""] ?? "" }
        for group in groups.values {
            let mean = Double(group.count { $0["converted"] == "yes" }) / Double(group.count)
            #expect(group.allSatisfy { abs((Double($0["segment_rate"] ?? "") ?? .nan) - mean) < 1e-12 })
        }
    }

    @Test(arguments: [(0.0, 0.6), (1.0, 1.0)])
    func scaledColumnsHaveTheMeanOfTheirFit(strength: Double, share: Double) throws {
        let values = try simulate("scalerOnAllData", strength).data.rows("prepared.csv")
            .compactMap { Double($0["activity_scaled"] ?? "") }
        let fitted = values.prefix(Int(share * Double(values.count)))
        #expect(abs(fitted.reduce(0, +)) < 1e-9 * Double(fitted.count))
        #expect(abs(fitted.reduce(0) { $0 + $1 * $1 } / Double(fitted.count) - 1) < 1e-9)
    }

    @Test func overlappingSlicesLieCloser() throws {
        func slices(_ strength: Double) throws -> String {
            let (data, _) = try simulate("overlappingWindows", strength)
            let text = try String(contentsOfFile: data.path + "/pipeline.yaml", encoding: .utf8)
            return text.split(separator: "\n").filter { $0.contains("  train: {from") }.joined()
        }
        #expect(try slices(0) != slices(1))
    }

    @Test func aLaggingClockPutsUseBeforeTheLead() throws {
        func early(_ strength: Double) throws -> Int {
            let (data, _) = try simulate("clockSkew", strength)
            let created = Dictionary(
                uniqueKeysWithValues: try data.rows("truth/leads.csv").map {
                    ($0["lead"] ?? "", $0["created_at"] ?? "")
                })
            return try data.rows("product.csv").count {
                $0["occurred_at"] ?? "" < created[$0["lead"] ?? ""] ?? ""
            }
        }
        #expect(try early(0) == 0)
        #expect(try early(1) > 100)
    }

    @Test func lifetimeCountsGoOn() throws {
        let (all, _) = try simulate("lifetimeCount", 1)
        let (none, _) = try simulate("lifetimeCount", 0)
        let sums = try [all, none].map {
            try $0.rows("leads.csv").reduce(0) { $0 + (Int($1["touch_count"] ?? "") ?? 0) }
        }
        #expect(sums[0] > 2 * sums[1])
    }

    @Test func visitsCarryALeadNobodyKnew() throws {
        func named(_ strength: Double) throws -> Int {
            let (data, _) = try simulate("retroactiveIdentity", strength)
            let text = try String(contentsOfFile: data.path + "/web.jsonl", encoding: .utf8)
            return text.split(separator: "\n").count { !$0.contains("\"lead\":null") }
        }
        let (data, affected) = try simulate("retroactiveIdentity", 1)
        #expect(try named(1) - named(0) >= affected && affected > 0)
        #expect(data.simulation.counts["leads"] == 600)
    }
}
