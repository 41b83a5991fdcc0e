import Features
import Storage
import Testing

@testable import Registry

/// What an alias named when, by whom and why.
@Suite struct HistoryTests {
    private let sample: SampleRegistry

    init() throws {
        sample = try SampleRegistry()
        for seed in ["one", "two", "three"] { try sample.publish(seed) }
    }

    private func decision(_ day: Int, _ who: String = "ci") -> Decision {
        Decision(who: who, when: "2026-03-0\(day)T09:30:00Z", why: "day \(day)")
    }

    private func version(on time: String, of alias: String = "production") throws -> Int? {
        try sample.model.term(of: alias, at: Instant(time))?.version
    }

    @Test func theVersionAtATime() throws {
        let model = sample.model
        try model.promote(version: 1, to: "production", by: decision(1))
        try model.promote(version: 2, to: "production", by: decision(3, "kim"))
        try model.promote(version: 3, to: "staging", by: decision(4))
        try model.promote(version: 1, to: "production", by: decision(5))
        try model.rollback(alias: "production", by: decision(6))
        try model.rollback(alias: "production", by: decision(7, "lee"))
        #expect(try version(on: "2026-03-01T09:29:59.999Z") == nil)
        #expect(try version(on: "2026-03-01T09:30:00Z") == 1)
        #expect(try version(on: "2026-03-03T09:29:59Z") == 1)
        #expect(try version(on: "2026-03-04T00:00:00Z") == 2)
        #expect(try version(on: "2026-03-05T09:30:00.5Z") == 1)
        #expect(try version(on: "2026-03-06T10:00:00Z") == 2)
        #expect(try version(on: "2027-01-01T00:00:00Z") == 1)
        #expect(try version(on: "2027-01-01T00:00:00Z", of: "staging") == 3)
        #expect(try version(on: "2027-01-01T00:00:00Z", of: "nobody") == nil)

        let second = try #require(try model.term(of: "production", at: Instant("2026-03-04T00:00:00Z")))
        #expect(second.since == decision(3).when && second.until == decision(5).when)
        #expect(second.who == "kim" && second.why == "day 3" && second.action == .promote)
        let history = try model.history()
        #expect(second.gateResultDigest == history[1].gateResultDigest)
        // The last one went back to the first promotion of version 1, not to its second.
        let last = try #require(try model.term(of: "production", at: Instant("2027-01-01T00:00:00Z")))
        #expect(last.action == .rollback && last.who == "lee" && last.until == nil)
        #expect(last.gateResultDigest == history[0].gateResultDigest)
        #expect(last.gateResultDigest != history[3].gateResultDigest)
    }

    @Test func aDecisionIsNotDatedBeforeTheLast() throws {
        try sample.model.promote(version: 1, to: "production", by: decision(5))
        // Whoever waited for others to decide, or has the right time after a clock was ahead, takes the last line's.
        try sample.model.approve(version: 2, by: decision(4))
        try sample.model.promote(version: 2, to: "production", by: decision(4))
        try sample.model.rollback(alias: "production", by: decision(3))
        try sample.model.retire(version: 3, by: decision(4))
        #expect(try sample.model.history().map(\.when) == Array(repeating: decision(5).when, count: 5))
        #expect(try sample.model.aliases() == ["production": 1])
        #expect(try sample.registry.verify().isEmpty)
        try sample.model.retire(version: 2, by: decision(6))
        #expect(try sample.model.history().last?.when == decision(6).when)
    }

    /// A registry from before times were held in order: what it says is told, pulled and named.
    @Test func linesOutOfOrderAreNamed() throws {
        try sample.model.promote(version: 1, to: "production", by: decision(5))
        let digest = try sample.model.manifest(version: 2).digest
        try sample.model.journal.append(
            JournalEntry(.approve, version: 2, digest: digest, alias: nil, by: decision(4)))
        let findings = try sample.registry.verify()
        #expect(findings.map(\.path) == ["models/buyers/journal.jsonl"])
        #expect(findings.first?.problem.hasPrefix("line 2 is dated before the line before") == true)
        let target = try SampleRegistry()
        try target.registry.pull("buyers", from: sample.registry)
        #expect(try target.registry.verify() == findings)
    }
}
