import Settings
import TestKit
import Testing

@testable import Simulation

/// A scenario that does not hold is refused with its line, key and remedy.
@Suite struct ScenarioTests {
    static let good = """
        version: 1
        name: small
        from: 2024-01-01
        to: 2024-12-31
        firehose: {leads: 100, events: 1000}
        """

    @Test func readsWhatIsGiven() throws {
        let scenario = try Scenario(text: Self.good, file: "s.yaml")
        #expect(scenario.days.count == 366)
        #expect(scenario.firehose?.accountCount == 25)
    }

    @Test(arguments: [
        ("version: 1", "version: 2", "s.yaml:1:10: version: this program reads scenarios of version 1"),
        ("name: small", "name: a b", "s.yaml:2:7: name: a name has letters, digits and hyphens"),
        ("from: 2024-01-01", "from: 2025-01-01", "s.yaml:4:5: to: the last day is before the first"),
        ("from: 2024-01-01", "from: 1969-01-01", "s.yaml:3:7: from: times are written from 1970 on"),
        ("to: 2024-12-31", "to: 2024-02-30", "s.yaml:4:5: to: this is no day of the calendar"),
        ("leads: 100", "leads: 0", "s.yaml:5:19: firehose.leads: 0 is not in 1...10000000"),
        (
            "events: 1000", "events: 1000000",
            "s.yaml:5:32: firehose.events: more than ten events a lead and day"
        ),
        ("events: 1000", "events: 1000, lat: 0.1", "s.yaml:5:38: firehose.lat: unknown key"),
        (
            "firehose: {leads: 100, events: 1000}", "",
            "s.yaml:1:1: a scenario has one of firehose and company"
        ),
        (
            "firehose:", "leaks: [{kind: missingness, strength: 1}]\nfirehose:",
            "s.yaml:5:1: leaks: leaks are planted in a company's files only"
        ),
    ])
    func refusesFirehoses(old: String, new: String, message: String) throws {
        try refuse(Self.good.replacing(old, with: new), message)
    }

    static let company = """
        version: 1
        name: small
        from: 2023-01-01
        to: 2024-12-31
        company:
          leads: 100
          window: 60d
        leaks:
          - {kind: missingness, strength: 0.5}
        """

    @Test(arguments: [
        ("strength: 0.5", "strength: 2", "s.yaml:9:35: leaks[0].strength: 2.0 is not in 0.0...1.0"),
        (
            "strength: 0.5}", "strength: 0.5}\n  - {kind: missingness, strength: 0.1}",
            "s.yaml:10:12: leaks[1].kind: this leak is planted twice"
        ),
        ("missingness", "missing", "s.yaml:9:12: leaks[0].kind: unknown value"),
        ("window: 60d", "window: 10d", "s.yaml:7:11: company.window: leads need whole days"),
        ("window: 60d", "window: 200d", "s.yaml:7:11: company.window: slices that do not overlap"),
        ("window: 60d", "ask: 36h", "s.yaml:7:8: company.ask: the question is asked whole days"),
        ("window: 60d", "base: 0", "s.yaml:7:9: company.base: 0.0 is not in 0.001...0.9"),
        (
            "window: 60d", "group: {field: lead, value: a, other: b, share: 0.5}",
            "s.yaml:7:18: company.group.field: leads.csv has a column of that name already"
        ),
        (
            "window: 60d", "personas: [{name: a, share: 0, conversion: 0, activity: 1}]",
            "s.yaml:7:3: company.personas: no persona has a share"
        ),
    ])
    func refusesCompanies(old: String, new: String, message: String) throws {
        try refuse(Self.company.replacing(old, with: new), message)
    }

    /// A scenario that was damaged never crashes: it is read, or refused with file, line, column and remedy.
    @Test(arguments: [ScenarioTests.good, ScenarioTests.company, Scenario.example])
    func everyFailureOfADamagedScenarioIsPlaced(text: String) throws {
        var random = SplitMix64(seed: 31)
        var failures = 0
        for run in 0..<1_000 {
            let damaged = String(decoding: random.damaged(Array(text.utf8)), as: UTF8.self)
            do throws(SettingsError) {
                _ = try Scenario(text: damaged, file: "s.yaml")
            } catch {
                failures += 1
                let lines = 1 + damaged.count { $0.isNewline }
                let line = try #require(error.line, "run \(run): \(error)")
                let column = try #require(error.column, "run \(run): \(error)")
                #expect((1...lines).contains(line) && column >= 1, "run \(run): \(error)")
                #expect(error.description.hasPrefix("s.yaml:\(line):\(column): "), "run \(run): \(error)")
                #expect(!error.problem.text.isEmpty && !error.problem.remedy.isEmpty, "run \(run): \(error)")
            }
        }
        #expect(failures > 300)
    }

    private func refuse(_ scenario: String, _ message: String) throws {
        let error = #expect(throws: SettingsError.self) { try Scenario(text: scenario, file: "s.yaml") }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.hasPrefix(message), "\(text)")
        #expect(text.contains("; remedy: "))
    }
}
