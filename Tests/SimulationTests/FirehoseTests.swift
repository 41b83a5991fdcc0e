import Features
import FoundationEssentials
import Storage
import Testing

@testable import Simulation

@Suite struct FirehoseTests {
    private static func scenario(_ more: String = "", seed: Int = 7) -> String {
        """
        version: 1
        name: small
        seed: \(seed)
        from: 2024-01-01
        to: 2024-12-31
        firehose: {leads: 4000, events: 30000, late: 0.05\(more)}
        """
    }

    @Test func theSameBytesAtAnyNumberOfThreadsAndOthersForAnotherSeed() throws {
        // More leads than a block, so that threads have something to share.
        let text = Self.scenario().replacing("leads: 4000", with: "leads: 9000")
        let one = try Simulated(text, threads: 1)
        #expect(one.simulation == (try Simulated(text, threads: 4).simulation))
        let other = try Simulated(text.replacing("seed: 7", with: "seed: 8"))
        #expect(other.simulation.files.map(\.sha256) != one.simulation.files.map(\.sha256))
    }

    @Test func whatIsWrittenIsWhatTheManifestSays() throws {
        let simulated = try Simulated(Self.scenario())
        for file in simulated.simulation.files {
            #expect(try Digest.file(simulated.path + "/" + file.path).description == file.sha256)
        }
        let events = try simulated.rows("events.csv")
        #expect(simulated.simulation.counts["events"] == events.count)
        #expect(try simulated.rows("truth/leads.csv").count == 4000)
        // Sessions have four events on average, so a count's deviation is below six times the square root.
        #expect(abs(Double(events.count) - 30_000) < 4 * 6 * 30_000.0.squareRoot())
        #expect(Set(events.compactMap { $0["id"] }).count == events.count)
    }

    @Test func rowsComeInTheOrderOfRecordingAndSomeLate() throws {
        let events = try Simulated(Self.scenario()).rows("events.csv")
        let times = try events.map { row in
            (
                try Instant(String(row["occurred_at"] ?? "")), try Instant(String(row["recorded_at"] ?? ""))
            )
        }
        #expect(zip(times, times.dropFirst()).allSatisfy { $0.1 <= $1.1 })
        #expect(times.allSatisfy { $0.0 <= $0.1 })
        // Of the late ones, 1 / (1 + (1/8)^1.3) = 0.937 are later than an hour; the others never are.
        let late = Double(times.count { $0.1 - $0.0 > TimeSpan(microseconds: Rhythm.hour) })
        let share = 0.05 * 0.937
        let deviation = (share * (1 - share) / Double(times.count)).squareRoot()
        #expect(abs(late / Double(times.count) - share) < 4 * deviation)
    }

    @Test func copiesOfDuplicatesAreWholeAndCounted() throws {
        let events = try Simulated(Self.scenario(", duplicates: 0.02")).rows("events.csv")
        let groups = Dictionary(grouping: events) { $0["id"] ?? "" }.values.filter { $0.count > 1 }
        #expect(groups.allSatisfy { $0.count == 2 && $0[0] == $0[1] })
        let originals = Double(events.count - groups.count)
        #expect(abs(Double(groups.count) - 0.02 * originals) < 4 * (0.02 * originals).squareRoot())
    }

    /// A Pareto number of exponent 1.7 in 1...300 passes x with (x^-1.7 - 300^-1.7) / (1 - 300^-1.7).
    @Test(arguments: [(2.0, 0.3077), (4.0, 0.0946), (16.0, 0.0089)])
    func ratesHaveAHeavyTail(multiple: Double, share: Double) throws {
        let scenario = try Scenario(text: Self.scenario(), file: "s.yaml")
        let leads = FirehoseLeads(
            FirehoseSettings(leads: 40_000, events: 100_000), scenario: scenario)
        let least = leads.rates.min() ?? 0
        let above = leads.rates.count { Double($0) > multiple * Double(least) }
        let deviation = (share * (1 - share) / 40_000).squareRoot()
        #expect(abs(Double(above) / 40_000 - share) < 4 * deviation)
    }

    @Test func weekendsAndNightsAreQuiet() throws {
        let events = try Simulated(Self.scenario()).rows("events.csv")
        var hours = [Int](repeating: 0, count: 168)
        for row in events {
            let time = try Instant(String(row["occurred_at"] ?? ""))
            let day = Rhythm.weekday(of: time.dayNumber)
            hours[day * 24 + Int((time - time.startOfDay).microseconds / Rhythm.hour)] += 1
        }
        let total = Double(hours.reduce(0, +))
        // Weights 0.3 and 0.25 of 6.35 in a week; sessions make the count's deviation larger than a binomial's.
        #expect(abs(Double(hours[120...].reduce(0, +)) / total - 0.0866) < 0.012)
        let night = (0..<5).reduce(0) { $0 + hours[$1 * 24..<$1 * 24 + 5].reduce(0, +) }
        let morning = (0..<5).reduce(0) { $0 + hours[$1 * 24 + 8..<$1 * 24 + 13].reduce(0, +) }
        #expect(Double(night) < 0.05 * Double(morning))
    }
}
