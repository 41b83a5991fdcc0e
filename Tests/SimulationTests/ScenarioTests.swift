import Settings
import Testing

@testable import Simulation

/// A scenario that does not hold is refused with its line, key and remedy.
@Suite struct ScenarioTests {
    private static let good = """
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
        ("firehose: {leads: 100, events: 1000}", "", "s.yaml:1:1: the scenario says nothing to simulate"),
    ])
    func refuses(old: String, new: String, message: String) throws {
        let error = #expect(throws: SettingsError.self) {
            try Scenario(text: Self.good.replacing(old, with: new), file: "s.yaml")
        }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.hasPrefix(message), "\(text)")
        #expect(text.contains("; remedy: "))
    }
}
