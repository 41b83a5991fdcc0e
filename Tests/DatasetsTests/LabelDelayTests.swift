import Datasets
import Features
import Testing

/// Outcomes that are recorded late, where the label waits for none of them.
struct LabelDelayTests {
    private static let end = Instant(year: 2024, month: 10, day: 27)

    /// Leads whose deals are recorded up to so many days after they were won.
    private static func world(delay: Int, seed: UInt64 = 51) -> LeadWorld {
        var world = LeadWorld(seed: seed, leads: 3000)
        for index in world.events.indices where world.events[index].kind == "deal.won" {
            let late = delay == 0 ? 1 : 1 + world.below(delay * 24)
            world.events[index].recordedAt = world.events[index].occurredAt + world.hours(late)
        }
        world.end(at: Self.end)
        return world
    }

    private func finding(_ world: LeadWorld) throws -> AuditFinding {
        try #require(world.audit().findings.first { $0.check == .labelDelay })
    }

    @Test func outcomesThatAreNotRecordedYetAreWarnedOf() throws {
        let found = try finding(Self.world(delay: 40))
        #expect(found.severity == .warn && found.field == nil)
        #expect(found.evidence.contains("positives of the test slice are expected to be recorded still"))
        // The delay is even up to 40 days: those that the end of the data cut off are allowed for.
        let proposed = ["37d", "38d", "39d"].filter { found.remedy.contains("{maturity: \($0)}") }
        #expect(proposed.count == 1, "\(found.remedy)")
        #expect(found.remedy.contains("the 95th percentile of the delay"))
    }

    @Test func promptOutcomesAndAnOldSliceAreQuiet() throws {
        let prompt = try finding(Self.world(delay: 0))
        #expect(prompt.severity == .pass)
        #expect(prompt.evidence.contains("0.0 % of the positives of the"))
        var old = Self.world(delay: 40)
        old.slices = (("2024-01-15", "2024-03-10"), ("2024-05-15", "2024-06-20"))
        #expect(try finding(old).severity == .pass)
    }

    @Test func aLabelThatWaitsIsQuiet() throws {
        var world = Self.world(delay: 40)
        world.maturity = .days(38)
        world.slices = (("2024-01-15", "2024-03-10"), ("2024-06-25", "2024-07-15"))
        let found = try finding(world)
        #expect(found.severity == .pass)
        #expect(found.evidence.contains("later than the maturity of 38d"))
    }

    @Test func anAssumedDelayIsNoDelay() throws {
        var world = Self.world(delay: 0)
        for index in world.events.indices where world.events[index].kind == "deal.won" {
            world.events[index].recordedAt = world.events[index].occurredAt + .days(30)
        }
        world.delays = ["crm": ["deal.won": .days(30)]]
        let found = try finding(world)
        #expect(found.severity == .pass)
        #expect(found.evidence.contains("their time of recording is only assumed"))
    }
}
